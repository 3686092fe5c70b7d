using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Soma.Tests.Interchange;

/// <summary>Reads numpy archives from the description of the format alone.</summary>
internal static partial class NumpyReader
{
    /// <summary>All arrays of an archive, in its order.</summary>
    public static IReadOnlyList<NumpyArray> Read(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        List<NumpyArray> arrays = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            Assert.EndsWith(".npy", entry.FullName, StringComparison.Ordinal);
            using MemoryStream bytes = new();
            using (Stream stream = entry.Open())
                stream.CopyTo(bytes);
            arrays.Add(Parse(entry.FullName[..^4], bytes.ToArray()));
        }

        return arrays;
    }

    private static NumpyArray Parse(string name, byte[] bytes)
    {
        Assert.Equal("\x93NUMPY\x01\0", Encoding.Latin1.GetString(bytes, 0, 8));
        int begin = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(0, begin % 64);
        string text = Encoding.ASCII.GetString(bytes, 10, begin - 10);
        Match header = Header().Match(text);
        Assert.True(header.Success, text);
        int[] shape = [.. header.Groups["shape"].Value.Split(", ").Select(int.Parse)];
        int size = header.Groups["type"].Value == "<f8" ? 8 : 4;
        Assert.Equal(begin + (shape.Aggregate(size, static (product, extent) => product * extent)), bytes.Length);
        double[] values = [.. Enumerable.Range(0, (bytes.Length - begin) / size).Select(index => size == 8
            ? BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(begin + (index * size)))
            : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(begin + (index * size))))];
        return new NumpyArray(name, shape, header.Groups["type"].Value, values);
    }

    [GeneratedRegex(@"^\{'descr': '(?<type><f[48])', 'fortran_order': False, 'shape': \((?<shape>\d+, \d+)\), \} *\n$")]
    private static partial Regex Header();
}

/// <summary>An array, its values in C order.</summary>
internal sealed record NumpyArray(string Name, IReadOnlyList<int> Shape, string Type, IReadOnlyList<double> Values);
