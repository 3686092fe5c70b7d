using Soma.Data;
using Soma.Numerics;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetPairTests
{
    // Sample i is the byte i with the label i % 3: a mix-up of samples and labels shows.
    private static readonly DatasetPair _pair = new(Numbers("set/train", 100), Numbers("set/test", 10));

    [Fact]
    public void Each_training_sample_is_in_one_part_and_keeps_its_label()
    {
        DatasetPair split = _pair.WithValidation(30, new RandomStream(0));
        Dataset validation = split.Validation!;
        Assert.Equal(("set/train", 70, "set/validation", 30), (split.Train.Name, split.Train.Count, validation.Name, validation.Count));
        Assert.Same(_pair.Test, split.Test);
        Assert.Equal(_pair.Train.Samples.ToArray(), split.Train.Samples.ToArray().Concat(validation.Samples.ToArray()).Order());
        Assert.All(new[] { split.Train, validation }, static part => Assert.Equal(part.Samples.ToArray().Select(static value => (byte)(value % 3)), part.Labels.ToArray()));
        Assert.Equal((_pair.Train.Normalization, _pair.Train.LabelNames), (validation.Normalization, validation.LabelNames));
    }

    // The split is part of an experiment: the last of the permutation of the stream's own split, in the order of the data.
    [Fact]
    public void The_last_of_the_permutation_are_set_apart()
    {
        int[] order = [.. Enumerable.Range(0, 100)];
        new RandomStream(5).Split("validation").Shuffle<int>(order);
        Assert.Equal(order[^30..].Order(), _pair.WithValidation(30, new RandomStream(5)).Validation!.Samples.ToArray().Select(static value => (int)value));
    }

    [Fact]
    public void The_stream_alone_decides()
    {
        byte[] Apart(ulong seed) => _pair.WithValidation(30, new RandomStream(seed)).Validation!.Samples.ToArray();
        Assert.Equal(Apart(1), Apart(1));
        Assert.NotEqual(Apart(1), Apart(2));
    }

    [Fact]
    public void Nothing_set_apart_changes_nothing() => Assert.Same(_pair, _pair.WithValidation(0, new RandomStream(0)));

    [Fact]
    public void Too_many_are_refused_with_what_there_is()
    {
        Assert.Contains("'set/train' has 100 samples", Assert.Throws<DataException>(() => _pair.WithValidation(100, new RandomStream(0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _pair.WithValidation(-1, new RandomStream(0)));
        Assert.Throws<InvalidOperationException>(() => _pair.WithValidation(10, new RandomStream(0)).WithValidation(10, new RandomStream(0)));
    }

    private static Dataset Numbers(string name, int count)
        => new(name, 1, 3, Enumerable.Range(0, count).Select(static i => (byte)i).ToArray(), Enumerable.Range(0, count).Select(static i => (byte)(i % 3)).ToArray())
        {
            Normalization = Normalization.UpTo(100),
            LabelNames = ["a", "b", "c"],
        };
}
