using Soma.Data;
using Soma.Metrics;

namespace Soma.Tests.Metrics;

public sealed class ChanceTests
{
    // 60 of class 0, 30 of class 1, 10 of class 2.
    private static readonly Dataset _uneven = Make([.. Enumerable.Repeat((byte)0, 60), .. Enumerable.Repeat((byte)1, 30), .. Enumerable.Repeat((byte)2, 10)], 3);

    private static readonly Dataset _even = Make([.. Enumerable.Range(0, 10_000).Select(static sample => (byte)(sample % 10))], 10);

    [Fact]
    public void Guessing_scores_the_share_of_the_most_frequent_class()
    {
        Assert.Equal(0.6, Chance.Of(_uneven));
        Assert.Equal(0.1, Chance.Of(_even));
    }

    // Three standard deviations of 10 % of 10 000 are 0.9 %.
    [Theory]
    [InlineData(0.05, true)]
    [InlineData(0.098, true)]
    [InlineData(0.1135, false)]
    [InlineData(0.1089, true)]
    [InlineData(0.2, false)]
    [InlineData(0.97, false)]
    public void An_accuracy_within_three_standard_deviations_of_one_class_in_ten_is_chance(double accuracy, bool chance) =>
        Assert.Equal(chance, Chance.IsLevelOf(accuracy, _even));

    // A network that answers one class for everything; the accuracy may lie far above one in three.
    [Fact]
    public void What_always_answering_one_class_scores_is_chance()
    {
        Assert.True(Chance.IsLevelOf(0.6, _uneven));
        Assert.False(Chance.IsLevelOf(0.59, _uneven));
        Assert.False(Chance.IsLevelOf(0.61, _uneven));
    }

    // A fifth of one's own small table: with two classes, 0.5 + 3·√(0.25/9) is 1, and a network that answers everything right must not be called lost.
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void So_few_samples_that_guessing_could_answer_all_tell_nothing(int samples)
    {
        Dataset few = Make([.. Enumerable.Range(0, samples).Select(static sample => (byte)(sample % 2))], 2);
        Assert.False(Chance.IsLevelOf(1, few));
        Assert.False(Chance.IsLevelOf(0.5, few));
    }

    private static Dataset Make(byte[] labels, int classes) => new("labels", 1, classes, new byte[labels.Length], labels);
}
