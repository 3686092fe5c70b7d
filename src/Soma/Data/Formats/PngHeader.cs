using System.Buffers.Binary;

namespace Soma.Data.Formats;

/// <summary>The colour types of PNG.</summary>
internal enum PngKind : byte
{
    /// <summary>One channel.</summary>
    Grey = 0,

    /// <summary>Red, green, blue.</summary>
    Colour = 2,

    /// <summary>Numbers of colours in a palette.</summary>
    Palette = 3,

    /// <summary>Grey and transparency.</summary>
    GreyAlpha = 4,

    /// <summary>Red, green, blue and transparency.</summary>
    ColourAlpha = 6,
}

/// <summary>What the header chunk says.</summary>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Kind">Colour type.</param>
internal sealed record PngHeader(int Rows, int Columns, PngKind Kind)
{
    /// <summary>Bytes of the chunk.</summary>
    public const int Length = 13;

    private const int Depth = 8;

    /// <summary>Bytes per pixel.</summary>
    public int Channels => Kind switch
    {
        PngKind.Colour => 3,
        PngKind.GreyAlpha => 2,
        PngKind.ColourAlpha => 4,
        _ => 1,
    };

    /// <summary>Bytes of a row, without the one that names its filter.</summary>
    public int RowLength => Columns * Channels;

    /// <summary>Takes the chunk apart.</summary>
    /// <param name="chunk">Its contents.</param>
    /// <exception cref="InvalidDataException">The image is of a kind that is not read here.</exception>
    public static PngHeader Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
            throw new InvalidDataException($"is damaged: its header has {chunk.Length} bytes, expected were {Length}");
        uint columns = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint rows = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        if (columns == 0 || rows == 0 || (ulong)columns * rows > (ulong)Array.MaxLength / 5)
            throw new InvalidDataException($"says that it has {columns} × {rows} pixels, which cannot be read");
        if (!Enum.IsDefined((PngKind)chunk[9]))
            throw new InvalidDataException($"has the colour type {chunk[9]}, which PNG does not know");
        if (chunk[8] != Depth)
            throw new InvalidDataException($"has {chunk[8]} bits per channel; {Depth} can be read: save it with {Depth}");
        if (chunk[10] != 0 || chunk[11] != 0)
            throw new InvalidDataException($"is packed with method {chunk[10]} and filtered with method {chunk[11]}, which PNG does not know");
        return chunk[12] == 0 ? new PngHeader((int)rows, (int)columns, (PngKind)chunk[9]) : throw new InvalidDataException("is interlaced, which is not read here: save it without");
    }
}
