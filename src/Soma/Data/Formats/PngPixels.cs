using System.IO.Compression;

namespace Soma.Data.Formats;

/// <summary>
/// Unpacks the pixels of a PNG and takes back the filter of each row. A filter keeps the difference to what the pixels to the left (a), above (b) and above
/// left (c) let expect.
/// </summary>
internal static class PngPixels
{
    // Deflate packs at most 258 bytes into two bits: an image that promises more is lying, and no memory is set aside for it.
    private const long LargestExpansion = 1032;

    /// <summary>Unpacks.</summary>
    /// <param name="packed">The packed pixels.</param>
    /// <param name="header">Size and kind.</param>
    /// <returns>The pixels row by row, the channels of a pixel side by side.</returns>
    /// <exception cref="InvalidDataException">They are damaged, or not as many as the header says.</exception>
    public static byte[] Unpack(IReadOnlyList<ReadOnlyMemory<byte>> packed, PngHeader header)
    {
        byte[] filtered = Inflate([.. packed.SelectMany(static chunk => chunk.ToArray())], header);
        byte[] pixels = new byte[(long)header.Rows * header.RowLength];
        for (int row = 0; row < header.Rows; row++)
        {
            ReadOnlySpan<byte> line = filtered.AsSpan(row * (header.RowLength + 1), header.RowLength + 1);
            Span<byte> current = pixels.AsSpan(row * header.RowLength, header.RowLength);
            line[1..].CopyTo(current);
            TakeBack(line[0], current, row == 0 ? [] : pixels.AsSpan((row - 1) * header.RowLength, header.RowLength), header.Channels);
        }

        return pixels;
    }

    private static byte[] Inflate(byte[] packed, PngHeader header)
    {
        long expected = header.Rows * (header.RowLength + 1L);
        int read = 0;
        if (expected <= packed.Length * LargestExpansion)
        {
            byte[] filtered = new byte[expected];
            try
            {
                using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
                read = stream.ReadAtLeast(filtered, filtered.Length, throwOnEndOfStream: false);
                if (read == expected && stream.ReadByte() < 0)
                    return filtered;
            }
            catch (InvalidDataException fault)
            {
                throw new InvalidDataException("is damaged: its pixels cannot be unpacked", fault);
            }
        }

        throw new InvalidDataException($"is damaged: {header.Rows} rows of {header.Columns} pixels need {expected} bytes, but it has {(read == expected ? "more" : read > 0 ? read : "fewer")}");
    }

    private static void TakeBack(byte filter, Span<byte> current, ReadOnlySpan<byte> above, int channels)
    {
        if (filter > 4)
            throw new InvalidDataException($"is damaged: a row has the filter {filter}, which PNG does not know");
        for (int i = 0; i < current.Length; i++)
        {
            int a = i < channels ? 0 : current[i - channels];
            int b = above.IsEmpty ? 0 : above[i];
            int c = above.IsEmpty || i < channels ? 0 : above[i - channels];
            current[i] += (byte)(filter switch
            {
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                4 => Paeth(a, b, c),
                _ => 0,
            });
        }
    }

    // Whichever of the three is nearest to a + b − c; the earlier one where two are as near.
    private static int Paeth(int a, int b, int c)
    {
        int toA = Math.Abs(b - c);
        int toB = Math.Abs(a - c);
        int toC = Math.Abs(a + b - (2 * c));
        if (toA <= toB && toA <= toC)
            return a;
        return toB <= toC ? b : c;
    }
}
