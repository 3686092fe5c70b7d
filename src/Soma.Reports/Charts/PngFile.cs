using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Soma.Reports.Charts;

/// <summary>Writes small images as PNG files, 8 bits each of red, green, blue and opacity. Equal pixels give equal bytes.</summary>
internal static class PngFile
{
    private const uint Polynomial = 0xEDB88320;
    private const int BytesPerPixel = 4;

    private static readonly byte[] _signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The image as an address that holds it whole.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="pixels">Row by row from the top left, four bytes each.</param>
    public static string ToAddress(int width, ReadOnlySpan<byte> pixels) => $"data:image/png;base64,{Convert.ToBase64String(Write(width, pixels))}";

    /// <summary>The bytes of the file.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="pixels">Row by row from the top left, four bytes each.</param>
    public static byte[] Write(int width, ReadOnlySpan<byte> pixels)
    {
        int stride = width * BytesPerPixel, height = pixels.Length / stride;
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6); // bits per value; colour with opacity
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(0); // no filter
                zlib.Write(pixels.Slice(row * stride, stride));
            }
        }

        using MemoryStream file = new();
        file.Write(_signature);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", packed.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string type, byte[] contents)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. contents];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, contents.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, CheckSum(typed));
        file.Write(number);
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
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
