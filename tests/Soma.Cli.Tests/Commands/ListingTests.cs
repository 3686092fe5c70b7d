using System.Text.RegularExpressions;
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
    public async Task Rules_shows_the_plausibility_card_of_every_rule()
    {
        string cards = (await SomaRun.Of("rules")).Expect(0).Out.Split("asks of a brain", 2)[1];
        Assert.Matches(@"(?m)^  corinfomax +none +2 +no +basal potential of +no +$", cards);
        Assert.Matches(@"(?m)^  backpropagation +full +1 +yes +error of the neuron +no +$", cards);
        Assert.Matches(@"(?m)^  equilibrium-propagation +full +2 +no +none +no +$", cards);
    }

    // Pre- and postsynaptic change places between a feedforward and a feedback synapse.
    [Fact]
    public async Task A_rule_shows_what_its_updates_read()
    {
        Outcome outcome = (await SomaRun.Of("rules", "corinfomax")).Expect(0);
        Assert.Contains(outcome.Lines, static line => Regex.IsMatch(line, "^wff.3 +feedforward, layer 2 to 3 +presynaptic rates; postsynaptic rates; its own strength$"));
        Assert.Contains(outcome.Lines, static line => Regex.IsMatch(line, "^wfb.3 +feedback, layer 3 to 2 +postsynaptic rates; presynaptic rates; its own strength$"));
        Assert.Contains(outcome.Lines, static line => Regex.IsMatch(line, "^b.1 +lateral, within layer 1 +rates of the layer itself; its own strength$"));
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
    public async Task Experiments_lists_the_main_results_with_what_was_published_and_the_groups_of_variations()
    {
        Outcome outcome = (await SomaRun.Of("experiments")).Expect(0);
        Assert.All(ExperimentLibrary.All, entry => Assert.Contains($"  {(entry.Group.Length == 0 ? entry.Name : entry.Group)} ", outcome.Out, StringComparison.Ordinal));
        Assert.Contains("97.61 ± 0.11", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("table-7-setting-2", outcome.Out, StringComparison.Ordinal);

        // As numbers, table 7 comes before table 10.
        Assert.True(outcome.Out.IndexOf("  table-7 ", StringComparison.Ordinal) < outcome.Out.IndexOf("  table-10 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_of_variations_is_listed_with_what_was_published()
    {
        Outcome outcome = (await SomaRun.Of("experiments", "table-7")).Expect(0);
        Assert.All(Enumerable.Range(1, 8), setting => Assert.Contains($"  table-7-setting-{setting} ", outcome.Out, StringComparison.Ordinal));
        Assert.Contains("91.94 ± 17.51", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("table-8", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_not_there_is_refused_with_the_nearest() =>
        Assert.Contains("did you mean 'table-9'?", (await SomaRun.Of("experiments", "table-99")).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_variation_is_shown_written_out_in_full()
    {
        Outcome outcome = (await SomaRun.Of("experiments", "table-7-setting-6")).Expect(0);
        Assert.Contains("\"testSpread\": 17.51", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("\"freeSweeps\": 30", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("extends\"", outcome.Out, StringComparison.Ordinal);
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
    [InlineData("rules")]
    [InlineData("rules corinfomax")]
    [InlineData("rules predictive-coding")]
    [InlineData("experiments")]
    [InlineData("experiments mnist")]
    [InlineData("experiments table-12")]
    [InlineData("data list")]
    public async Task Tables_fit_into_a_hundred_columns(string line)
    {
        Outcome outcome = (await SomaRun.Of(line.Split(' '))).Expect(0);
        Assert.All(outcome.Out.Split('\n').Where(static text => !text.Contains("\"source\"", StringComparison.Ordinal)), static text => Assert.True(text.TrimEnd().Length <= Terminal.PlainColumns, text));
    }
}
