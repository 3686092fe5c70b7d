using Soma.Learning;
using Soma.Training;

namespace Soma.Cli.Tests.Commands;

public sealed class ListingTests
{
    [Fact]
    public async Task Rules_lists_every_rule_of_the_catalogue()
    {
        Outcome outcome = (await SomaRun.Of("rules")).Expect(0);
        Assert.All(RuleCatalog.All, rule => Assert.Contains($"  {rule.Name} ", outcome.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_shows_every_option_with_default_range_and_meaning()
    {
        Outcome outcome = (await SomaRun.Of("rules", "corinfomax")).Expect(0);

        // Where the text is broken depends on the longest key.
        string text = string.Join(' ', outcome.Lines.Select(static line => line.Trim()));
        Assert.Matches(@"rule\.nudge +1 +β: strength of the teacher in the nudged phase\. number, at least -1000 and at most 1000 and not 0 ", text);
        Assert.Contains(outcome.Lines, static line => line.StartsWith("rule.neuralStep.decay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Experiments_lists_the_library_with_what_was_published()
    {
        Outcome outcome = (await SomaRun.Of("experiments")).Expect(0);
        Assert.All(ExperimentLibrary.All, entry => Assert.Contains($"  {entry.Name} ", outcome.Out, StringComparison.Ordinal));
        Assert.Contains("97.61", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_is_shown_as_JSON_that_can_be_read_back()
    {
        Outcome outcome = (await SomaRun.Of("experiments", "mnist")).Expect(0);
        string json = outcome.Out[..(outcome.Out.IndexOf("\n}", StringComparison.Ordinal) + 2)];
        Assert.Equal(ExperimentLibrary.Open("mnist").ToJson(), ExperimentReader.Read(json, "shown").ToJson());
        Assert.Contains("batchSize ", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("rule.leak ", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules corinfomax")]
    [InlineData("experiments mnist")]
    [InlineData("data list")]
    public async Task Tables_fit_into_a_hundred_columns(string line)
    {
        Outcome outcome = (await SomaRun.Of(line.Split(' '))).Expect(0);
        Assert.All(outcome.Out.Split('\n').Where(static text => !text.Contains("\"source\"", StringComparison.Ordinal)), static text => Assert.True(text.TrimEnd().Length <= Terminal.PlainColumns, text));
    }
}
