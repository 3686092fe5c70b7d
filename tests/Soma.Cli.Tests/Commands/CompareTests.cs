using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public CompareTests() => _data = TinyDigits.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rules_stand_side_by_side_in_tables_and_files()
    {
        Outcome outcome = (await SomaRun.Of(Compare("report", "--seeds", "0,10"))).Expect(0);
        Assert.Contains(outcome.Lines, static line => line.StartsWith("mnist-fa-ce  seed 10  epoch 1/1  train ", StringComparison.Ordinal));
        Assert.Contains("mnist, 1 epoch of minibatches of 20, seeds 0, 10; costs measured on ", outcome.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  mnist-fa-ce +\d+\.\d\d ± \d+\.\d\d .* \d of 2 +\d+\.\d{3} +\d+\.\d\d +$", outcome.Out);
        Assert.Matches(@"(?m)^  mnist-fa-ce +initial +rule +\d+\.\d +0\.0 +$", outcome.Out);
        Assert.Matches(@"(?m)^  mnist +trained +rule +\d+\.\d +\d+\.\d +$", outcome.Out);
        string[] lines = [.. outcome.Out.Split('\n').Where(static line => !line.StartsWith("wrote ", StringComparison.Ordinal) && !line.Contains("costs measured on", StringComparison.Ordinal))];
        Assert.All(lines, static line => Assert.True(line.TrimEnd().Length <= Terminal.PlainColumns, line));
        Assert.Equal(["angles.csv", "comparison.csv", "comparison.md"], Directory.GetFiles(_folder.File("report")).Select(Path.GetFileName).Order());
        Assert.Equal(
            ["mnist-fa-ce-seed0", "mnist-fa-ce-seed10", "mnist-seed0", "mnist-seed10"],
            Directory.GetDirectories(Path.Combine(_folder.File("report"), "runs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(5, File.ReadAllLines(Path.Combine(_folder.File("report"), "comparison.csv")).Length);
    }

    [Fact]
    public async Task Run_again_it_takes_what_is_finished_and_refuses_what_is_something_else()
    {
        (await SomaRun.Of(Compare("report"))).Expect(0);
        Outcome outcome = (await SomaRun.Of(Compare("report"))).Expect(0);
        Assert.Equal(2, outcome.Lines.Count(static line => line.Contains("was finished before: test ", StringComparison.Ordinal)));
        Assert.DoesNotContain("epoch 1/1", outcome.Out, StringComparison.Ordinal);
        outcome = (await SomaRun.Of(Compare("report", "--set", "architecture=[784,31,10]"))).Expect(1);
        Assert.Equal(2, outcome.Error.Split("differs from what is asked for in architecture").Length - 1);
    }

    // The same code as that of a training and of a sweep; the tables are written all the same.
    [Fact]
    public async Task A_run_that_diverged_is_told_by_the_exit_code()
    {
        Outcome outcome = (await SomaRun.Of("compare", "mnist", "--epochs", "1", "--set", "architecture=[784,30,10]", "--set", "rule.dynamics.solver=dopri5", "--set", "rule.dynamics.maxSteps=3",
            "--data", _data, "--out", _folder.File("report"))).Expect(3);
        Assert.Contains("diverged in epoch 1, minibatch", outcome.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.File("report"), "comparison.md")));
    }

    [Fact]
    public async Task Interrupted_it_says_so_and_goes_on()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Outcome outcome = (await SomaRun.With(stop.Token, Compare("report"))).Expect(130);
        Assert.Contains("The same command goes on.", outcome.Error, StringComparison.Ordinal);
        (await SomaRun.Of(Compare("report"))).Expect(0);
    }

    [Fact]
    public async Task Json_is_one_object_and_nothing_else()
    {
        Outcome outcome = (await SomaRun.Of(Compare("report", "--json"))).Expect(0);
        using JsonDocument json = JsonDocument.Parse(Assert.Single(outcome.Lines));
        JsonElement second = json.RootElement.GetProperty("experiments")[1];
        Assert.Equal("feedback-alignment", second.GetProperty("rule").GetString());
        Assert.Equal(0, second.GetProperty("runs")[0].GetProperty("initialAngles").GetProperty("update")[1].GetDouble(), 1e-5);
        Assert.InRange(second.GetProperty("cost").GetProperty("ratio").GetDouble(), 1e-6, 1e6);
    }

    private string[] Compare(string report, params string[] more) =>
        ["compare", "mnist", "mnist-fa-ce", "--epochs", "1", "--set", "architecture=[784,30,10]", "--data", _data, "--threads", "1", "--out", _folder.File(report), .. more];
}
