using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class OdeTrainingTests : IDisposable
{
    private static readonly string[] _tiny = ["--set", "hidden=[6]", "batchSize=4", "reportEvery=2", "--iterations", "4", "--tolerance", "0.01", "--threads", "1"];
    private static readonly string[] _fewTrajectories = ["--set", "trajectories=2", "testTrajectories=2", "intervals=4", "segment=2", "duration=0.4"];

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;

    public OdeTrainingTests() => _run = _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("spiral")]
    [InlineData("kdv")]
    public async Task A_system_is_learned_and_drawn(string system)
    {
        Outcome outcome = (await SomaRun.Of(["ode", "train", system, "--out", _run, .. _tiny, .. _fewTrajectories])).Expect(0);
        Assert.StartsWith($"learns      {system}: ", outcome.Lines[0], StringComparison.Ordinal);
        Assert.Equal(2, outcome.Lines.Count(static line => line.StartsWith("iteration ", StringComparison.Ordinal)));
        Assert.Matches(@"^done        4 iterations, test loss .*; the run lies in ", outcome.Lines[^1]);
        Assert.All(["experiment.json", "metrics.csv", "checkpoint.safetensors", "loss.svg", "trajectories.svg"], name => Assert.True(File.Exists(Path.Combine(_run, name)), name));
        Assert.Contains(system == "kdv" ? "learned − true" : "phase plane", await File.ReadAllTextAsync(Path.Combine(_run, "trajectories.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_density_is_learned_and_drawn()
    {
        (await SomaRun.Of(["ode", "flow", "rings", "--out", _run, .. _tiny, "--set", "testSamples=10"])).Expect(0);
        Assert.Contains("learned, exp log p", await File.ReadAllTextAsync(Path.Combine(_run, "density.svg")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run, "loss.svg")));
    }

    // The beginning of a mode's name is enough, and options win over the file.
    [Fact]
    public async Task Method_gradient_and_seed_are_those_that_were_asked_for()
    {
        (await SomaRun.Of(["ode", "train", "spiral", "--out", _run, "--method", "bosh3", "--gradient", "symplectic", "--seed", "4", .. _tiny, .. _fewTrajectories])).Expect(0);
        using JsonDocument kept = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_run, "experiment.json")));
        JsonElement solver = kept.RootElement.GetProperty("solver");
        Assert.Equal(("bosh3", 0.01, 0.001), (solver.GetProperty("method").GetString(), solver.GetProperty("relativeTolerance").GetDouble(), solver.GetProperty("absoluteTolerance").GetDouble()));
        Assert.Equal(("symplectic-adjoint", 4), (kept.RootElement.GetProperty("gradient").GetString(), kept.RootElement.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public async Task Ctrl_C_saves_and_resume_goes_on_to_the_end()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        Outcome stopped = (await SomaRun.With(source.Token, ["ode", "train", "spiral", "--out", _run, .. _tiny, .. _fewTrajectories])).Expect(130);
        Assert.Contains($"soma ode resume {_run}", stopped.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run, "checkpoint.safetensors")));
        Assert.Contains("done        6 iterations", (await SomaRun.Of("ode", "resume", _run, "--iterations", "6", "--threads", "1")).Expect(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_writes_JSON_lines_and_nothing_else()
    {
        Outcome outcome = (await SomaRun.Of(["ode", "train", "spiral", "--json", "--out", _run, .. _tiny, .. _fewTrajectories])).Expect(0);
        Assert.Equal(["started", "row", "row", "done"], outcome.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task A_solution_that_fails_is_divergence()
    {
        Outcome outcome = (await SomaRun.Of(["ode", "train", "spiral", "--out", _run, .. _tiny, .. _fewTrajectories, "--set", "solver.maxSteps=1"])).Expect(3);
        Assert.Contains("Diverged in iteration 1", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("limit of steps", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_there_is_left_alone()
    {
        string[] train = ["ode", "train", "spiral", "--out", _run, .. _tiny, .. _fewTrajectories];
        (await SomaRun.Of(train)).Expect(0);
        Assert.Contains("nothing there was touched", (await SomaRun.Of(train)).Expect(2).Error, StringComparison.Ordinal);
        (await SomaRun.Of([.. train, "--overwrite"])).Expect(0);
    }

    [Theory]
    [InlineData("train", "two-moons", "soma ode flow")]
    [InlineData("flow", "spiral", "soma ode train")]
    [InlineData("train", "spirall", "Did you mean 'spiral'?")]
    public async Task What_cannot_be_learned_so_gets_the_way_out(string verb, string name, string sentence) =>
        Assert.Contains(sentence, (await SomaRun.Of("ode", verb, name, "--out", _run)).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Other_verbs_send_the_run_of_a_field_back_here()
    {
        (await SomaRun.Of(["ode", "train", "spiral", "--out", _run, .. _tiny, .. _fewTrajectories])).Expect(0);
        Assert.Contains("soma ode --help", (await SomaRun.Of("resume", _run)).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_and_densities_are_listed()
    {
        Outcome outcome = (await SomaRun.Of("ode", "list")).Expect(0);
        Assert.All(["spiral", "lotka-volterra", "kdv", "two-moons", "checkerboard"], name => Assert.Contains(name, outcome.Out, StringComparison.Ordinal));
    }
}
