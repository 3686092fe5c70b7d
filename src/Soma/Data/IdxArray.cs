using System.Buffers.Binary;

namespace Soma.Data;

/// <summary>The contents of an IDX file: an array of bytes or of doubles, in row-major order.</summary>
public sealed class IdxArray
{
    internal IdxArray(string path, IdxType type, int[] extents, byte[] bytes)
    {
        Path = path;
        Type = type;
        Extents = extents;
        Bytes = bytes;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The type of the values.</summary>
    public IdxType Type { get; }

    /// <summary>The extents, outermost first; for images: samples, rows, columns.</summary>
    public IReadOnlyList<int> Extents { get; }

    /// <summary>The values as they lie in the file: a byte each, or eight bytes each with the most significant first.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The values as numbers, whatever their type.</summary>
    public double[] ToDoubles()
    {
        ReadOnlySpan<byte> bytes = Bytes.Span;
        int size = IdxFile.SizeOf(Type);
        double[] values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Type == IdxType.DoublePrecision ? BinaryPrimitives.ReadDoubleBigEndian(bytes.Slice(i * size, size)) : bytes[i];
        return values;
    }
}

/// <summary>The types of IDX values that are read here, by their code in the file.</summary>
public enum IdxType
{
    /// <summary>Not a type; no file that is read has it.</summary>
    None = 0,

    /// <summary>An unsigned byte.</summary>
    UnsignedByte = 0x08,

    /// <summary>A double of eight bytes, the most significant first.</summary>
    DoublePrecision = 0x0E,
}
