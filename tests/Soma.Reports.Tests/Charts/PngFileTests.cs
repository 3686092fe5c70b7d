using System.IO.Compression;
using Soma.Reports.Charts;
using Xunit;

namespace Soma.Reports.Tests.Charts;

public sealed class PngFileTests
{
    // The last chunk of every PNG is the same twelve bytes, check sum and all: they come from the standard, not from here.
    private static readonly byte[] _end = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    [Fact]
    public void Pixels_come_back_row_by_row()
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * 2 * 4).Select(static value => (byte)value)], file = PngFile.Write(3, pixels);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], file[..8]);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0], file[16..29]);
        Assert.Equal(_end, file[^12..]);

        using ZLibStream packed = new(new MemoryStream(file[41..^16]), CompressionMode.Decompress);
        using MemoryStream rows = new();
        packed.CopyTo(rows);
        Assert.Equal([0, .. pixels[..12], 0, .. pixels[12..]], rows.ToArray());
    }
}
