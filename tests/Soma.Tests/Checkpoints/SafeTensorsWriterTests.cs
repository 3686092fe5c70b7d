using System.Text;
using Soma.Checkpoints;
using Soma.Numerics;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Checkpoints;

public sealed class SafeTensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        using MemoryStream stream = new();
        SafeTensorsWriter.Write<float>(stream, [new("b", "2"), new("a", "\"ü\"")], [("w", Panel<float>(2, 1, 1, 2)), ("v", Panel<float>(1, 1, 3))]);

        string header = """{"__metadata__":{"b":"2","a":"\"ü\""},"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}}""";
        int padded = (Encoding.UTF8.GetByteCount(header) + 7) / 8 * 8;
        byte[] expected = [.. SafeTensorsBytes.Length((ulong)padded), .. Encoding.UTF8.GetBytes(header), .. new byte[padded - Encoding.UTF8.GetByteCount(header)].Select(static _ => (byte)' '), .. SafeTensorsBytes.Singles(1, 2, 3)];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Doubles_are_written_as_F64()
    {
        SafeTensorsFile file = RoundTrip([], ("m", Panel(1, 2, 0.1, double.Epsilon)));
        Assert.Equal("F64", file.DTypeOf("m"));
        Assert.Equal([0.1, double.Epsilon], file.Values<double>("m"));
    }

    // Padding of the layout must not reach the file, nor the panels' order: 37 outputs are not a multiple of any panel, and 37·300 values take two chunks.
    [Fact]
    public void A_tensor_longer_than_a_chunk_keeps_its_row_major_values()
    {
        float[] values = [.. Enumerable.Range(0, 37 * 300).Select(static i => i / 7f)];
        SafeTensorsFile file = RoundTrip([], ("w", Panel(37, 300, values)), ("last", Panel(1, 1, 5f)));
        Assert.Equal(values, file.Values<float>("w"));
        Assert.Equal([5f], file.Values<float>("last"));
        Assert.Equal([37, 300], file.ShapeOf("w"));
    }

    [Fact]
    public void Special_values_keep_their_bits()
    {
        float[] values = [float.NaN, -0f, float.NegativeInfinity, BitConverter.UInt32BitsToSingle(0x7FC12345)];
        float[] read = RoundTrip([], ("w", Panel(1, 4, values))).Values<float>("w");
        Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), read.Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData("line\nbreak\tand \\ and \u0001 and 𝛽")]
    [InlineData("{\"rule\":{\"nudge\":0.5}}")]
    [InlineData("")]
    public void Any_text_comes_back_as_metadata(string text)
        => Assert.Equal([new("note", text)], RoundTrip([new("note", text)], ("w", Panel(1, 1, 1f))).Metadata);

    [Fact]
    public void A_name_may_not_be_given_twice_nor_be_the_metadata_key()
    {
        PanelMatrix<float> tensor = Panel(1, 1, 1f);
        Assert.Throws<ArgumentException>(() => RoundTrip([], ("w", tensor), ("w", tensor)));
        Assert.Throws<ArgumentException>(() => RoundTrip([], ("__metadata__", tensor)));
        Assert.Throws<ArgumentException>(() => RoundTrip([new("k", "1"), new("k", "2")], ("w", tensor)));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static PanelMatrix<T> Panel<T>(int outputs, int inputs, params T[] values)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> tensor = new(outputs, inputs);
        tensor.Import(values);
        return tensor;
    }

    private SafeTensorsFile RoundTrip<T>(KeyValuePair<string, string>[] metadata, params (string Name, PanelMatrix<T> Tensor)[] tensors)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        string path = _folder.File("x.safetensors");
        SafeTensorsWriter.Save<T>(path, metadata, [.. tensors.Select(static tensor => (tensor.Name, (Tensor<T>)tensor.Tensor))]);
        return SafeTensors.Read(path);
    }
}
