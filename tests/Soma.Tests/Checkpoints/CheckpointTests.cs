using Soma.Checkpoints;
using Soma.Networks;
using Soma.Numerics;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Architecture _layers = new(5, 40, 3);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_comes_back()
    {
        Synapses<float> synapses = Grow<float>(_layers);
        new Checkpoint<float>(synapses, new Dictionary<string, string> { ["epoch"] = "3", ["experiment"] = "{\"seed\":7}" }).Save(Path);

        Checkpoint<float> read = Checkpoint<float>.Load(Path, _layers);

        Assert.Equal(_layers, read.Architecture);
        Assert.Equal(new Dictionary<string, string> { ["epoch"] = "3", ["experiment"] = "{\"seed\":7}" }, read.State);
        Assert.Equal(["wff.1", "wff.2", "wff/adam.m.2"], read.Synapses.All.Select(static pair => pair.Key));
        foreach ((string name, PanelMatrix<float> tensor) in synapses.All)
            Assert.Equal(tensor.ToArray(), read.Synapses.All.Single(pair => pair.Key == name).Value.ToArray());
        read.RequireSynapses(synapses);
    }

    // Nothing of the moment or the dictionary may reach the file.
    [Fact]
    public void The_same_contents_give_the_same_bytes()
    {
        string other = _folder.File("other.safetensors");
        new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" }).Save(Path);
        new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string> { ["a"] = "2", ["b"] = "1" }).Save(other);
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(other));

        Checkpoint<float>.Load(Path).Save(other);
        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(other));
    }

    [Fact]
    public void The_file_carries_its_format_and_layers()
    {
        new Checkpoint<double>(Grow<double>(_layers), new Dictionary<string, string>()).Save(Path);
        IReadOnlyDictionary<string, string> metadata = SafeTensors.Read(Path).Metadata;
        Assert.Equal([new("soma.format", "1"), new("soma.architecture", "5-40-3")], metadata);
    }

    [Fact]
    public void A_network_in_double_may_go_on_from_one_in_single_precision_but_not_the_other_way()
    {
        new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string>()).Save(Path);
        Assert.Equal(Grow<float>(_layers)["wff"][1][3, 2], Checkpoint<double>.Load(Path).Synapses["wff"][1][3, 2]);

        new Checkpoint<double>(Grow<double>(_layers), new Dictionary<string, string>()).Save(Path);
        Assert.Contains("double precision", Refused(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_network_is_refused_with_both_shapes()
    {
        new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string>()).Save(Path);
        string message = Assert.Throws<CheckpointException>(() => Checkpoint<float>.Load(Path, new Architecture(5, 41, 3))).Message;
        Assert.Contains("5-40-3", message, StringComparison.Ordinal);
        Assert.Contains("5-41-3", message, StringComparison.Ordinal);
        Assert.Contains(Path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_rule_is_refused_with_every_difference()
    {
        Checkpoint<float> checkpoint = new(Grow<float>(_layers), new Dictionary<string, string>());
        Synapses<float> expected = new(_layers);
        expected.Add("wff", 1, new PanelMatrix<float>(5, 40));
        expected.Add("b", 1, new PanelMatrix<float>(40, 40));

        string message = Assert.Throws<CheckpointException>(() => checkpoint.RequireSynapses(expected)).Message;

        Assert.Contains("'wff.1' have the shape (40, 5), expected was (5, 40)", message, StringComparison.Ordinal);
        Assert.Contains("'b.1' of shape (40, 40) are missing", message, StringComparison.Ordinal);
        Assert.Contains("'wff.2' are not part", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_format_asks_for_an_update()
        => Assert.Contains("newer version", Refused(Written("""{"soma.format":"2","soma.architecture":"1-1"}""", "w.1", "[1,1]", 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"soma.architecture":"1-1"}""", "not a checkpoint")]
    [InlineData("""{"soma.format":"1"}""", "not a checkpoint")]
    [InlineData("""{"soma.format":"x","soma.architecture":"1-1"}""", "format 'x'")]
    [InlineData("""{"soma.format":"0","soma.architecture":"1-1"}""", "format '0'")]
    [InlineData("""{"soma.format":"1","soma.architecture":"784"}""", "'784'")]
    [InlineData("""{"soma.format":"1","soma.architecture":"784--10"}""", "'784--10'")]
    [InlineData("""{"soma.format":"1","soma.architecture":"99999999999-1"}""", "'99999999999-1'")]
    public void Metadata_that_is_not_a_checkpoints(string metadata, string word)
        => Assert.Contains(word, Refused(Written(metadata, "w.1", "[1,1]", 1)), StringComparison.Ordinal);

    [Theory]
    [InlineData("w", "[1,1]", "not named after")]
    [InlineData("w.", "[1,1]", "not named after")]
    [InlineData("w.01", "[1,1]", "not named after")]
    [InlineData("w.2", "[1,1]", "not named after")]
    [InlineData(".1", "[1,1]", "not named after")]
    [InlineData("w.1", "[1]", "does not fit the layers 4-2")]
    [InlineData("w.1", "[2,3]", "does not fit the layers 4-2")]
    [InlineData("w.1", "[0,2]", "does not fit the layers 4-2")]
    public void Tensors_that_do_not_fit_the_layers(string name, string shape, string word)
    {
        int values = shape.Trim('[', ']').Split(',').Select(int.Parse).Aggregate(1, static (product, extent) => product * extent);
        Assert.Contains(word, Refused(Written("""{"soma.format":"1","soma.architecture":"4-2"}""", name, shape, new float[values])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_weight_that_is_not_finite_is_corruption(float weight)
    {
        string message = Refused(Written("""{"soma.format":"1","soma.architecture":"4-2"}""", "w.1", "[2,4]", 0, 0, 0, 0, 0, weight, 0, 0));
        Assert.Contains("'w.1' is corrupt: its value 5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_without_synapses_is_refused()
        => Assert.Contains("no synapses", Refused(_folder.WriteSafeTensors("""{"__metadata__":{"soma.format":"1","soma.architecture":"4-2"}}""")), StringComparison.Ordinal);

    // Every place where a file can end early; a checkpoint cut off anywhere must never load.
    [Fact]
    public void A_truncated_checkpoint_is_refused_wherever_it_ends()
    {
        new Checkpoint<float>(Grow<float>(new Architecture(2, 1)), new Dictionary<string, string>()).Save(Path);
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length < whole.Length; length++)
            Refused(_folder.Write("cut.safetensors", whole[..length]));
    }

    [Fact]
    public void A_reserved_key_is_refused()
        => Assert.Throws<ArgumentException>(() => new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string> { ["soma.format"] = "2" }).Save(Path));

    [Fact]
    public void A_checkpoint_that_cannot_be_written_says_so_and_leaves_nothing()
    {
        string path = _folder.File("missing/checkpoint.safetensors");
        CheckpointException fault = Assert.Throws<CheckpointException>(() => new Checkpoint<float>(Grow<float>(_layers), new Dictionary<string, string>()).Save(path));
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    // The weights of the old checkpoint must survive a disk that fills up in the middle of the new one.
    [Fact]
    public void A_full_disk_leaves_the_old_checkpoint_loadable()
    {
        Synapses<float> synapses = Grow<float>(_layers);
        new Checkpoint<float>(synapses, new Dictionary<string, string> { ["epoch"] = "1" }).Save(Path);
        long room = new FileInfo(Path).Length / 2;

        Assert.Throws<IOException>(() => AtomicFile.Write(Path, stream => SafeTensorsWriter.Write<float>(
            new FailingStream(stream, room), [], [.. synapses.All.Select(static pair => (pair.Key, pair.Value))])));

        Assert.Equal("1", Checkpoint<float>.Load(Path, _layers).State["epoch"]);
    }

    private static string Refused(string path)
    {
        string message = Assert.Throws<CheckpointException>(() => Checkpoint<float>.Load(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }

    private string Written(string metadata, string name, string shape, params float[] values)
        => _folder.WriteSafeTensors($$$"""{"__metadata__":{{{metadata}}},"{{{name}}}":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,{{{4 * values.Length}}}]}}""", SafeTensorsBytes.Singles(values));

    private static Synapses<T> Grow<T>(Architecture architecture)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Synapses<T> synapses = new(architecture);
        for (int layer = 1; layer <= architecture.OutputLayer; layer++)
            synapses.Add("wff", layer, Weights<T>(architecture[layer], architecture[layer - 1]));
        synapses.Add("wff/adam.m", architecture.OutputLayer, Weights<T>(architecture[architecture.OutputLayer], 1));
        return synapses;
    }

    private static PanelMatrix<T> Weights<T>(int outputs, int inputs)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> weights = new(outputs, inputs);
        weights.Import([.. Enumerable.Range(1, outputs * inputs).Select(static i => T.One / T.CreateChecked(i))]);
        return weights;
    }
}
