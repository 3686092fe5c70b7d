using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class SettleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public SettleTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    // Catches a rest that depends on the dynamics that are judged by it, phases that are mixed up, and another sign of the nudge on the one side.
    [Fact]
    public async Task Longer_phases_end_nearer_to_rest_and_dynamics_can_be_others_than_in_training()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        JsonElement published = await Settled(), solved = await Settled("--set", "rule.dynamics.solver=dopri5", "--set", "rule.dynamics.freeDuration=10", "--set", "rule.dynamics.nudgedDuration=10", "--set", "rule.dynamics.tolerance=1e-5");
        Assert.Equal([30.0, 10.0], published.EnumerateArray().Select(static phase => phase.GetProperty("evaluations").GetDouble()));
        Assert.InRange(published[1].GetProperty("largestDistance").GetDouble(), 0.002, 0.5);
        Assert.All(solved.EnumerateArray(), static phase => Assert.InRange(phase.GetProperty("largestDistance").GetDouble(), 0, 1e-3));
    }

    [Fact]
    public async Task The_text_has_a_line_per_phase()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        Outcome outcome = (await SomaRun.Of("settle", _run, "--data", _data, "--minibatches", "2")).Expect(0);
        Assert.Contains(outcome.Lines, static line => line.Contains("1 Free", StringComparison.Ordinal) && line.Contains("30.0", StringComparison.Ordinal));
        Assert.Contains(outcome.Lines, static line => line.Contains("2 Nudged", StringComparison.Ordinal) && line.Contains("10.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_solver_that_gives_up_is_told_with_what_may_help()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        Outcome outcome = (await SomaRun.Of("settle", _run, "--data", _data, "--set", "rule.dynamics.solver=dopri5", "--set", "rule.dynamics.maxSteps=2")).Expect(3);
        Assert.Contains("the solver's limit of 2 steps was used up before the end of phase 1", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("rule.dynamics.maxSteps", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_rule_is_refused_with_the_reason()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        Outcome outcome = (await SomaRun.Of("settle", _run, "--data", _data, "--set", "rule={\"name\":\"backpropagation\"}")).Expect(2);
        Assert.Contains("for the rule corinfomax alone", outcome.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Settled(params string[] changes)
    {
        Outcome outcome = (await SomaRun.Of(["settle", _run, "--data", _data, "--minibatches", "2", "--json", .. changes])).Expect(0);
        return JsonDocument.Parse(outcome.Out).RootElement.GetProperty("phases");
    }
}
