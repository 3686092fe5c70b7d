using System.Buffers.Binary;

namespace Soma.Data.Formats;

/// <summary>The chunks of a PNG that make the picture; others are passed over. Each is held to its check sum.</summary>
internal sealed class PngChunks
{
    private const int Frame = 12;
    private const uint Polynomial = 0xEDB88320;

    private static readonly byte[] _signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly List<ReadOnlyMemory<byte>> _data = [];
    private PngHeader? _header;
    private byte[] _palette = [];

    private PngChunks()
    {
    }

    /// <summary>Size and kind.</summary>
    public PngHeader Header => _header!;

    /// <summary>Red, green and blue of each colour; empty if there is no palette.</summary>
    public ReadOnlySpan<byte> Palette => _palette;

    /// <summary>The packed pixels, which may be divided anywhere.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Data => _data;

    /// <summary>Takes a file apart.</summary>
    /// <param name="file">Its contents.</param>
    /// <exception cref="InvalidDataException">It is no PNG, or not a whole one.</exception>
    public static PngChunks Read(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(_signature))
            throw new InvalidDataException("does not begin as a PNG does");
        PngChunks chunks = new();
        ReadOnlyMemory<byte> rest = file[_signature.Length..];
        bool ended = false;
        while (!ended)
        {
            ReadOnlyMemory<byte> contents = Next(rest, out string type);
            ended = chunks.Take(type, contents);
            rest = rest[(contents.Length + Frame)..];
        }

        return chunks;
    }

    private bool Take(string type, ReadOnlyMemory<byte> contents)
    {
        if ((_header is null) != (type == "IHDR"))
            throw new InvalidDataException($"is damaged: the chunk {type} stands where it cannot");
        switch (type)
        {
            case "IHDR":
                _header = PngHeader.Parse(contents.Span);
                return false;
            case "PLTE":
                _palette = contents.ToArray();
                return false;
            case "IDAT":
                _data.Add(contents);
                return false;
            default:
                return type == "IEND";
        }
    }

    // Length, type, contents, check sum of type and contents.
    private static ReadOnlyMemory<byte> Next(ReadOnlyMemory<byte> rest, out string type)
    {
        ReadOnlySpan<byte> bytes = rest.Span;
        if (bytes.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(bytes) > bytes.Length - Frame)
            throw new InvalidDataException("is cut off: it ends before its last chunk");
        int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        type = string.Concat(bytes.Slice(4, 4).ToArray().Select(static letter => (char)letter));
        return Sum(bytes.Slice(4, length + 4)) == BinaryPrimitives.ReadUInt32BigEndian(bytes[(length + 8)..])
            ? rest.Slice(8, length)
            : throw new InvalidDataException($"is damaged: the chunk {type} does not have its check sum");
    }

    // The cyclic redundancy check of the PNG specification, bit by bit: images of a size to learn from are small.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
        }

        return ~sum;
    }
}
