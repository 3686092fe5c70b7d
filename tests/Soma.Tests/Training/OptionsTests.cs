using Soma.Learning.Rules;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Tests.Training;

public sealed class OptionsTests
{
    [Fact]
    public void A_record_is_described_with_its_ranges_and_defaults()
    {
        IReadOnlyList<OptionDescription> options = OptionsBinder.Describe(typeof(CorInfoMaxOptions));
        OptionDescription start = options.Single(static option => option.Path == "neuralStep.start");
        Assert.Equal(("number", "more than 0 and at most 10", "0.05"), (start.Kind, start.Range, start.Default));
        OptionDescription rates = options.Single(static option => option.Path == "feedforwardRates");
        Assert.Equal(("list of numbers", "at least 0 and at most 1000", "[1,0.7]"), (rates.Kind, rates.Range, rates.Default));
        OptionDescription rule = options.Single(static option => option.Path == "neuralStep.rule");
        Assert.Equal(("constant | divideByLoopIndex | divideBySlowLoopIndex", "\"divideBySlowLoopIndex\""), (rule.Kind, rule.Default));
        Assert.Equal("forgettingFactor", options[0].Path);
    }

    [Fact]
    public void Lists_of_records_and_required_options_are_described_too()
    {
        IReadOnlyList<OptionDescription> options = OptionsBinder.Describe(typeof(Experiment));
        Assert.Equal("", options.Single(static option => option.Path == "architecture").Default);
        Assert.Equal("list of record { from, factor, every, per, shape }", options.Single(static option => option.Path == "schedule").Kind);
        Assert.Equal("at least 0 and at most 10", options.Single(static option => option.Path == "schedule[].factor").Range);
    }

    [Theory]
    [InlineData("nudge", "nugde", 1)]
    [InlineData("leak", "leek", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distance_counts_what_a_hand_would_mend(string a, string b, int distance)
    {
        Assert.Equal(distance, Suggestion.Distance(a, b));
        Assert.Equal(distance, Suggestion.Distance(b, a));
    }

    [Theory]
    [InlineData("MNIST", "mnist")]
    [InlineData("cifar", null)]
    [InlineData("xy", null)]
    public void Only_what_is_near_is_suggested(string written, string? expected) => Assert.Equal(expected, Suggestion.Nearest(written, ["mnist", "fashion", "ep"]));
}
