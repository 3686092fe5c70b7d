namespace Soma.Data.Formats;

/// <summary>
/// A decoded PNG: planes of bytes, grey or red, green, blue. Read are images of 8 bits that are not interlaced: grey, colour and palette, with or without
/// transparency, which is passed over: what counts are the colours that the file names, as in most training pipelines.
/// </summary>
/// <param name="Shape">Its size: 1 plane for grey, 3 for colour and palette.</param>
/// <param name="Planes">The bytes, plane after plane, each row by row.</param>
internal sealed record PngImage(ImageShape Shape, byte[] Planes)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no PNG, damaged, or of a kind that is not read here; the message is the end of a sentence that begins with the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PngImage Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        PngChunks chunks = PngChunks.Read(file);
        PngHeader header = chunks.Header;
        byte[] pixels = PngPixels.Unpack(chunks.Data, header);
        return header.Kind == PngKind.Palette ? FromPalette(header, pixels, chunks.Palette) : FromChannels(header, pixels);
    }

    // The colour channels come before the transparency, so the first of each pixel are those that are wanted.
    private static PngImage FromChannels(PngHeader header, byte[] pixels)
    {
        ImageShape shape = new(header.Kind is PngKind.Grey or PngKind.GreyAlpha ? 1 : 3, header.Rows, header.Columns);
        int length = header.Rows * header.Columns;
        byte[] planes = new byte[shape.Features];
        for (int pixel = 0; pixel < length; pixel++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
                planes[(channel * length) + pixel] = pixels[(pixel * header.Channels) + channel];
        }

        return new PngImage(shape, planes);
    }

    private static PngImage FromPalette(PngHeader header, byte[] pixels, ReadOnlySpan<byte> palette)
    {
        int colours = palette.Length / 3;
        ImageShape shape = new(3, header.Rows, header.Columns);
        byte[] planes = new byte[shape.Features];
        for (int pixel = 0; pixel < pixels.Length; pixel++)
        {
            int colour = pixels[pixel];
            if (colour >= colours)
                throw new InvalidDataException($"has a pixel of colour {colour}, but its palette has {colours}");
            for (int channel = 0; channel < 3; channel++)
                planes[(channel * pixels.Length) + pixel] = palette[(colour * 3) + channel];
        }

        return new PngImage(shape, planes);
    }
}
