using System.Buffers.Binary;
using System.IO.Compression;

namespace Soma.Tests.Data;

/// <summary>Puts IDX files together by hand.</summary>
internal static class Idx
{
    public static byte[] Of(byte type, int[] extents, params byte[] values) => [0, 0, type, (byte)extents.Length, .. extents.SelectMany(BigEndian), .. values];

    public static byte[] Bytes(int[] extents, params byte[] values) => Of(0x08, extents, values);

    /// <summary>Values 0, 1, 2, …, as many as the extents ask for.</summary>
    public static byte[] Counting(params int[] extents)
        => Bytes(extents, [.. Enumerable.Range(0, extents.Aggregate(1, static (product, extent) => product * extent)).Select(static i => (byte)i)]);

    public static byte[] Doubles(int[] extents, params double[] values) => Of(0x0E, extents, [.. values.SelectMany(static value => BitConverter.GetBytes(value).Reverse())]);

    public static byte[] Gzip(byte[] contents)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(contents);
        return packed.ToArray();
    }

    private static byte[] BigEndian(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
