using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

/// <summary>What a person sees of a run that lost what it had learned, or never learned.</summary>
public sealed class TrainGuardTests : IDisposable
{
    // The lateral synapses of silent units grow by a ninth with every minibatch, until the network forgets.
    private static readonly string[] _collapsing = ["--epochs", "12", "--set", "rule.forgettingFactor=0.9", "guard.on=true", "guard.window=4", "guard.copyEvery=5"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public TrainGuardTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    // No number diverges in such a run, so it is done; but nobody should have to find out from the accuracy alone.
    [Fact]
    public async Task A_run_that_ends_at_chance_is_done_and_warned_of()
    {
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--set", "rule.feedforwardRates=[0,0]"))).Expect(0);
        Assert.Contains("done        1 epoch", outcome.Out, StringComparison.Ordinal);
        Assert.Matches(@"^warning: the test accuracy of \d+\.\d\d % is no better than guessing among 10 classes, although no number diverged\.", outcome.Error);
        Assert.Contains("Lower the neural step size first", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("guard.on=true", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_of_a_run_whether_it_ended_at_chance()
    {
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--json", "--set", "rule.feedforwardRates=[0,0]"))).Expect(0);
        Assert.True(JsonDocument.Parse(outcome.Lines[^1]).RootElement.GetProperty("isAtChance").GetBoolean());
    }

    [Fact]
    public async Task Every_back_off_has_a_line_with_its_cause_and_its_epoch_counts_it()
    {
        string[] lines = (await SomaRun.Of(TinyDigits.Train(_data, _run, _collapsing))).Lines;
        Assert.Contains(lines, static line => line.StartsWith("backed off  epoch ", StringComparison.Ordinal) && line.EndsWith(", learning rates at 0.5 of the schedule's", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("epoch ", StringComparison.Ordinal) && line.Contains("×  angle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_and_json_are_told_of_back_offs_too()
    {
        TestTerminal terminal = new TestTerminal().Watched();
        await SomaProgram.RunAsync(TinyDigits.Train(_data, _run, _collapsing), terminal.Terminal);
        Assert.Contains("backed off  epoch", terminal.Out.ToString(), StringComparison.Ordinal);

        string[] lines = (await SomaRun.Of(TinyDigits.Train(_data, _folder.File("json"), ["--json", .. _collapsing]))).Lines;
        JsonElement backOff = lines.Select(static line => JsonDocument.Parse(line).RootElement).First(static line => line.GetProperty("event").GetString() == "backedOff");
        Assert.Equal(0.5, backOff.GetProperty("share").GetDouble());
        Assert.NotEqual("", backOff.GetProperty("cause").GetProperty("place").GetString());
    }
}
