using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Soma.Checkpoints;

namespace Soma.Interchange.Formats;

/// <summary>What stands before the values of a numpy array: format 1.0, little-endian, rows one after the other.</summary>
internal static class NumpyHeader
{
    // Numpy lets the values begin at a multiple of this, so that they can be mapped into memory.
    private const int Alignment = 64;

    private const int LengthPlace = 8, TextPlace = 10;

    /// <summary>The bytes.</summary>
    /// <param name="type">"F32" or "F64".</param>
    /// <param name="shape">Extents, outermost first.</param>
    public static byte[] Of(string type, IReadOnlyList<int> shape)
    {
        // A tuple of one has a comma behind it.
        string extents = string.Join(", ", shape.Select(static extent => extent.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        string text = $"{{'descr': '{(type == TensorType.Double ? "<f8" : "<f4")}', 'fortran_order': False, 'shape': ({extents}), }}";
        byte[] header = new byte[(TextPlace + text.Length + 1 + Alignment - 1) / Alignment * Alignment];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(LengthPlace), (ushort)(header.Length - TextPlace));
        header.AsSpan(TextPlace).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(TextPlace));
        header[^1] = (byte)'\n';
        return header;
    }
}
