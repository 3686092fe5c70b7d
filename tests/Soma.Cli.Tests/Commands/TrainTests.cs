using System.Text.Json;
using Soma.Testing;
using Soma.Training;

namespace Soma.Cli.Tests.Commands;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public TrainTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_tells_what_it_does_and_where_it_lies()
    {
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "3", "--seed", "7", "--threads", "2"))).Expect(0);
        string[] lines = outcome.Lines;
        Assert.StartsWith("experiment  mnist: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("network     784-30-10, rule corinfomax, batch 20, 3 epochs, seed 7", lines[1]);
        Assert.Equal($"data        mnist in {_data}: 200 to train, 100 to test", lines[2]);
        Assert.Matches("^machine     .+, path (scalar|vector128|avx2|avx512), threads 2$", lines[3]);
        Assert.Equal($"run folder  {_run}", lines[4]);
        Assert.All(lines[5..8], static line => Assert.Matches(@"^epoch [123]/3  train \d+\.\d\d %  test \d+\.\d\d %  angle \d+\.\d\d°  silent .* ms/minibatch  .* s$", line));
        Assert.Matches($@"^done        3 epochs, test accuracy \d+\.\d\d %; the run lies in {_run}$", lines[8]);
        Assert.Equal(9, lines.Length);
        Assert.Empty(outcome.Error);
        Assert.All(["experiment.json", "metrics.csv", "events.jsonl", "checkpoint.safetensors", "environment.json"], name => Assert.True(File.Exists(Path.Combine(_run, name)), name));
    }

    // Chance is 10 %: fails if images and labels were dealt apart, or learning went the wrong way.
    [Fact]
    public async Task The_tiny_digits_are_learned()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "15"))).Expect(0);
        Assert.True(MetricsTable.Read(Path.Combine(_run, "metrics.csv")).Column("test_accuracy")[^1] > 0.5);
    }

    [Fact]
    public async Task Options_win_over_the_experiment_and_the_resolved_one_is_kept()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--set", "rule.nudge=0.5", "epochs=9", "--epochs", "1", "--full-train-accuracy"))).Expect(0);
        using JsonDocument kept = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_run, "experiment.json")));
        Assert.Equal(0.5, kept.RootElement.GetProperty("rule").GetProperty("nudge").GetDouble());
        Assert.Equal(1, kept.RootElement.GetProperty("epochs").GetInt32());
        Assert.Equal("full", kept.RootElement.GetProperty("trainAccuracy").GetString());
    }

    [Fact]
    public async Task Json_writes_JSON_lines_and_nothing_else()
    {
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "2", "--json"))).Expect(0);
        string[] events = [.. outcome.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!)];
        Assert.Equal(["started", "epoch", "epoch", "done"], events);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task A_terminal_gets_a_bar_with_epoch_minibatch_and_time_left()
    {
        TestTerminal terminal = new TestTerminal().Watched();
        int code = await SomaProgram.RunAsync(TinyDigits.Train(_data, _run, "--epochs", "2"), terminal.Terminal);
        Assert.True(code == 0, terminal.Error.ToString());
        string shown = terminal.Out.ToString();
        Assert.Contains($"epoch 1/2  {TinyDigits.Minibatches}/{TinyDigits.Minibatches}", shown, StringComparison.Ordinal);
        Assert.Matches(@"\d+\.\d\d ms  \d+:\d\d left", shown);
        Assert.Contains("epoch 2/2  train", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_a_run_is_refused_and_left_as_it_was()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(_run, "checkpoint.safetensors"));
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--seed", "1"))).Expect(2);
        Assert.All(["--out", "--overwrite", $"soma resume {_run}"], way => Assert.Contains(way, outcome.Error, StringComparison.Ordinal));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_run, "checkpoint.safetensors")));

        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--seed", "1", "--overwrite"))).Expect(0);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(Path.Combine(_run, "checkpoint.safetensors")));
    }

    [Fact]
    public async Task Files_that_are_not_a_runs_are_never_overwritten()
    {
        string thesis = Path.Combine(_folder.Folder("run"), "thesis.txt");
        await File.WriteAllTextAsync(thesis, "chapter 1");
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--overwrite"))).Expect(1);
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(2);
        Assert.Contains("holds files that are not a run's", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("resume", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("chapter 1", await File.ReadAllTextAsync(thesis));
    }

    // Advice that cannot be followed, such as to resume a file, is worse than none.
    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_called_a_file()
    {
        await File.WriteAllTextAsync(_run, "x,y");
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(2);
        Assert.Contains("is a file, so a run cannot be kept there. Choose a folder with --out DIR.", outcome.Error, StringComparison.Ordinal);
    }

    // The refusal must come before --overwrite deletes the earlier run.
    [Fact]
    public async Task An_architecture_that_does_not_fit_the_data_costs_nothing()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        Outcome outcome = (await SomaRun.Of("train", "mnist", "--data", _data, "--out", _run, "--overwrite", "--set", "architecture=[780,30,11]")).Expect(2);
        Assert.Contains("784", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("10 classes", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run, "checkpoint.safetensors")));
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", 1000)]
    [InlineData("t10k-labels-idx1-ubyte", 20)]
    public async Task A_truncated_data_file_is_named_and_no_folder_is_made(string name, int length)
    {
        string file = Path.Combine(_data, name);
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..length]);
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run))).Expect(1);
        Assert.Contains(name, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run));
    }

    [Fact]
    public async Task Missing_data_is_told_with_the_places_looked_in()
    {
        File.Delete(Path.Combine(_data, "train-labels-idx1-ubyte"));
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run))).Expect(1);
        Assert.Contains(_data, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("train-labels-idx1-ubyte", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        string file = _folder.Write("file", [1]);
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, Path.Combine(file, "run")))).Expect(1);
        Assert.Contains(file, outcome.Error, StringComparison.Ordinal);
        (await SomaRun.Of(TinyDigits.Train(_data, file))).Expect(2);
    }

    [Fact]
    public async Task A_run_that_diverges_says_where_and_what_to_try()
    {
        Outcome outcome = (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--set", "rule.neuralStep.start=10", "rule.neuralStep.rule=constant", "rule.perturbation=1e-30"))).Expect(3);
        Assert.Matches("layer [12] .* sweep [0-9]+", outcome.Error);
        Assert.Contains("Lower the neural step size", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(_run, outcome.Error, StringComparison.Ordinal);
    }
}
