using System.Buffers.Binary;
using System.Text;
using Soma.Testing;

namespace Soma.Tests.Checkpoints;

/// <summary>Puts safetensors files together by hand, so that what is read was not written by the code under test.</summary>
internal static class SafeTensorsBytes
{
    public static byte[] Of(string header, params byte[] data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(byte[] header, byte[] data) => [.. Length((ulong)header.Length), .. header, .. data];

    public static byte[] Length(ulong length)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }

    public static byte[] Singles(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static string WriteSafeTensors(this TemporaryFolder folder, string header, params byte[] data) => folder.Write("x.safetensors", Of(header, data));
}
