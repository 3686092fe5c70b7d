using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Soma.Tests.Data;

/// <summary>Puts PNG files together by hand.</summary>
internal static class PngFile
{
    private static readonly byte[] _signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A grey image, each row unfiltered.</summary>
    public static byte[] Grey(int rows, int columns, params byte[] pixels) => Of(rows, columns, 0, Rows(pixels, columns, static _ => 0));

    /// <summary>An image of any kind; the rows hold their filter bytes.</summary>
    public static byte[] Of(int rows, int columns, byte kind, byte[] filtered, byte depth = 8, byte interlaced = 0, byte[]? palette = null)
        => Join(Header(rows, columns, kind, depth, interlaced), palette is null ? [] : Chunk("PLTE", palette), Chunk("IDAT", Pack(filtered)), Chunk("IEND", []));

    public static byte[] Join(params byte[][] chunks) => [.. _signature, .. chunks.SelectMany(static chunk => chunk)];

    public static byte[] Header(int rows, int columns, byte kind, byte depth = 8, byte interlaced = 0)
        => Chunk("IHDR", [.. BigEndian(columns), .. BigEndian(rows), depth, kind, 0, 0, interlaced]);

    public static byte[] Chunk(string type, byte[] contents)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. contents];
        return [.. BigEndian(contents.Length), .. named, .. BigEndian((int)Sum(named))];
    }

    public static byte[] Pack(byte[] filtered)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(filtered);
        return packed.ToArray();
    }

    /// <summary>Puts a filter byte before each row, and filters as it says; the differences are those of the specification, taken pixel by pixel.</summary>
    public static byte[] Rows(byte[] pixels, int rowLength, Func<int, byte> filterOf, int channels = 1)
    {
        byte At(int row, int column) => row < 0 || column < 0 ? (byte)0 : pixels[(row * rowLength) + column];
        List<byte> filtered = [];
        for (int row = 0; row < pixels.Length / rowLength; row++)
        {
            byte filter = filterOf(row);
            filtered.Add(filter);
            for (int column = 0; column < rowLength; column++)
            {
                byte left = At(row, column - channels), above = At(row - 1, column), aboveLeft = column < channels ? (byte)0 : At(row - 1, column - channels);
                int estimate = left + above - aboveLeft;
                byte nearest = new[] { left, above, aboveLeft }.MinBy(candidate => Math.Abs(estimate - candidate));
                byte expected = new[] { (byte)0, left, above, (byte)((left + above) / 2), nearest }[filter];
                filtered.Add((byte)(At(row, column) - expected));
            }
        }

        return [.. filtered];
    }

    private static uint Sum(byte[] bytes)
    {
        uint[] table = [.. Enumerable.Range(0, 256).Select(static index => Enumerable.Range(0, 8).Aggregate((uint)index, static (value, _) => (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1))];
        return ~bytes.Aggregate(uint.MaxValue, (sum, value) => table[(byte)(sum ^ value)] ^ (sum >> 8));
    }

    private static byte[] BigEndian(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
