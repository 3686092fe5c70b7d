using Soma.Checkpoints;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Checkpoints;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_types_are_read_row_by_row_with_names_and_metadata_in_file_order()
    {
        string path = _folder.WriteSafeTensors(
            """{"__metadata__":{"b":"2","a":"\"ä\""},"z":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"y":{"dtype":"F64","shape":[1],"data_offsets":[24,32]}}   """,
            [.. SafeTensorsBytes.Singles(1, 2, 3, 4, 5, 6.5f), .. SafeTensorsBytes.Doubles(0.1)]);

        SafeTensorsFile file = SafeTensors.Read(path);

        Assert.Equal(path, file.Path);
        Assert.Equal(["z", "y"], file.Names);
        Assert.Equal([new("b", "2"), new("a", "\"ä\"")], file.Metadata);
        Assert.Equal([2, 3], file.ShapeOf("z"));
        Assert.Equal(("F32", "F64"), (file.DTypeOf("z"), file.DTypeOf("y")));
        Assert.Equal([1, 2, 3, 4, 5, 6.5f], file.Values<float>("z"));
        Assert.Equal([0.1], file.Values<double>("y"));
        Assert.True(file.Contains("y"));
        Assert.False(file.Contains("__metadata__"));
    }

    [Fact]
    public void Narrow_values_widen_exactly_and_wide_values_round_to_the_nearest()
    {
        string path = _folder.WriteSafeTensors(
            """{"narrow":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"wide":{"dtype":"F64","shape":[2],"data_offsets":[4,20]}}""",
            [.. SafeTensorsBytes.Singles(0.1f), .. SafeTensorsBytes.Doubles(0.1, 1 + (3 * Math.ScaleB(1, -25)))]);

        SafeTensorsFile file = SafeTensors.Read(path);

        Assert.Equal([0.100000001490116119384765625], file.Values<double>("narrow"));
        Assert.Equal([0.1f, MathF.BitIncrement(1)], file.Values<float>("wide"));
    }

    [Fact]
    public void A_tensor_without_dimensions_is_one_number()
    {
        string path = _folder.WriteSafeTensors("""{"s":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}""", SafeTensorsBytes.Doubles(-2));
        SafeTensorsFile file = SafeTensors.Read(path);
        Assert.Empty(file.ShapeOf("s"));
        Assert.Equal([-2.0], file.Values<double>("s"));
    }

    [Fact]
    public void A_tensor_with_an_extent_of_zero_takes_no_bytes()
    {
        string path = _folder.WriteSafeTensors("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0,7],"data_offsets":[4,4]}}""", SafeTensorsBytes.Singles(9));
        SafeTensorsFile file = SafeTensors.Read(path);
        Assert.Empty(file.Values<float>("e"));
        Assert.Equal([9f], file.Values<float>("a"));
    }

    [Fact]
    public void The_order_of_the_data_need_not_be_the_order_of_the_header()
    {
        string path = _folder.WriteSafeTensors("""{"late":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"early":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", SafeTensorsBytes.Singles(1, 2));
        SafeTensorsFile file = SafeTensors.Read(path);
        Assert.Equal(["late", "early"], file.Names);
        Assert.Equal([2f], file.Values<float>("late"));
    }

    [Fact]
    public void A_file_without_tensors_is_well_formed()
    {
        SafeTensorsFile file = SafeTensors.Read(_folder.WriteSafeTensors("{}"));
        Assert.Empty(file.Names);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Asking_for_a_missing_tensor_names_those_that_there_are()
    {
        SafeTensorsFile file = SafeTensors.Read(_folder.WriteSafeTensors("""{"wff.1":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", SafeTensorsBytes.Singles(1)));
        CheckpointException fault = Assert.Throws<CheckpointException>(() => file.Values<float>("wff.2"));
        Assert.Contains("'wff.2'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("wff.1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("nowhere.safetensors");
        Assert.Contains(path, Assert.Throws<CheckpointException>(() => SafeTensors.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => SafeTensors.Read(_folder.File("no/such/folder.safetensors")));
    }

    [Fact]
    public void A_folder_is_not_a_file()
        => Assert.Contains(_folder.Path, Assert.Throws<CheckpointException>(() => SafeTensors.Read(_folder.Path)).Message, StringComparison.Ordinal);
}
