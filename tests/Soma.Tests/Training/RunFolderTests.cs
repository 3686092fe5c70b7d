using System.Text.Json.Nodes;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("deep/run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_its_six_files_and_nothing_else()
    {
        Train();
        Assert.Equal(
            ["angles.csv", "checkpoint.safetensors", "environment.json", "events.jsonl", "experiment.json", "metrics.csv"],
            Directory.GetFiles(Path).Select(System.IO.Path.GetFileName).Order());
        Assert.Equal(TinyProblem.Experiment("epochs=2").ToJson(), File.ReadAllText(FileOf("experiment.json")));
        JsonNode environment = JsonNode.Parse(File.ReadAllText(FileOf("environment.json")))!;
        Assert.Equal(1, environment["threads"]!.GetValue<int>());
        Assert.Equal(PrimitivePaths.Current.ToString().ToLowerInvariant(), environment["path"]!.GetValue<string>());
        Assert.NotEmpty(environment["cpu"]!.GetValue<string>());
    }

    [Fact]
    public void Metrics_and_events_tell_the_run()
    {
        Train();
        MetricsTable table = MetricsTable.Read(FileOf("metrics.csv"));
        Assert.Equal(["epoch", "rate_factor", "train_accuracy", "test_accuracy", "angle.2", "silent.1", "saturated.1", "ms_per_minibatch", "seconds"], table.Columns);
        Assert.Equal([1, 2], table.Column("epoch"));
        Assert.Equal([1, 0.95], table.Column("rate_factor"));
        JsonNode[] events = [.. File.ReadAllLines(FileOf("events.jsonl")).Select(static line => JsonNode.Parse(line)!)];
        Assert.Equal(["started", "epoch", "epoch", "finished"], events.Select(static line => line["event"]!.GetValue<string>()));
        Assert.Equal(table.Column("test_accuracy")[1], events[2]["testAccuracy"]!.GetValue<double>());
        Assert.Equal("2001-02-03T04:05:06.0000000+00:00", events[0]["time"]!.GetValue<string>());
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_not_overwritten_unasked()
    {
        Train();
        byte[] before = File.ReadAllBytes(FileOf("checkpoint.safetensors"));
        RunFolderException failure = Assert.Throws<RunFolderException>(() => RunFolder.Create(Path, TinyProblem.Experiment()));
        Assert.Contains("holds a run already", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(FileOf("checkpoint.safetensors")));

        using RunFolder folder = RunFolder.Create(Path, TinyProblem.Experiment("seed=9"), overwrite: true);
        Assert.False(File.Exists(folder.CheckpointPath));
        Assert.False(File.Exists(FileOf("metrics.csv")));
    }

    [Fact]
    public void A_folder_with_files_of_its_own_is_never_overwritten()
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(FileOf("thesis.tex"), "three years");
        RunFolderException failure = Assert.Throws<RunFolderException>(() => RunFolder.Create(Path, TinyProblem.Experiment(), overwrite: true));
        Assert.Contains("holds files that are not a run's; nothing there is touched", failure.Message, StringComparison.Ordinal);
        Assert.Equal("thesis.tex", Assert.Single(Directory.GetFiles(Path).Select(System.IO.Path.GetFileName)));
    }

    [Fact]
    public void A_place_that_cannot_hold_a_folder_is_refused()
    {
        File.WriteAllText(_folder.File("file"), "");
        Assert.Contains("is a file", Assert.Throws<RunFolderException>(() => RunFolder.Create(_folder.File("file"), TinyProblem.Experiment())).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", Assert.Throws<RunFolderException>(() => RunFolder.Create(_folder.File("file/inside"), TinyProblem.Experiment())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_what_is_no_run_says_so()
    {
        Assert.Contains("There is no folder", Assert.Throws<RunFolderException>(() => RunFolder.Open(Path)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path);
        Assert.Contains("holds no run", Assert.Throws<RunFolderException>(() => RunFolder.Open(Path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path));
        Assert.Contains("holds no checkpoint.safetensors", Assert.Throws<RunFolderException>(() => TrainedNetwork.Load(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_that_was_damaged_by_hand_is_told_with_its_file()
    {
        Train();
        File.WriteAllText(FileOf("experiment.json"), "{");
        Assert.Contains(FileOf("experiment.json"), Assert.Throws<ExperimentException>(() => RunFolder.Open(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_cannot_share_a_folder()
    {
        using (RunFolder.Create(Path, TinyProblem.Experiment()))
            Assert.Contains("another process", Assert.Throws<RunFolderException>(() => RunFolder.Open(Path)).Message, StringComparison.Ordinal);
        RunFolder.Open(Path).Dispose();
    }

    // A directory in the place of the temporary file fails as a full disk would, whoever runs the test.
    [Theory]
    [InlineData("metrics.csv.tmp")]
    [InlineData("checkpoint.safetensors.tmp")]
    public void When_the_disk_refuses_the_last_whole_checkpoint_stays(string obstacle)
    {
        Train();
        byte[] before = File.ReadAllBytes(FileOf("checkpoint.safetensors"));
        Directory.CreateDirectory(FileOf(obstacle));
        using (RunFolder folder = RunFolder.Open(Path, epochs: 3))
            Assert.ThrowsAny<Exception>(() => Run(folder));
        Assert.Equal(before, File.ReadAllBytes(FileOf("checkpoint.safetensors")));

        Directory.Delete(FileOf(obstacle));
        using RunFolder again = RunFolder.Open(Path, epochs: 3);
        Assert.Equal(RunEnd.Done, Run(again).End);
        Assert.Equal([1, 2, 3], MetricsTable.Read(FileOf("metrics.csv")).Column("epoch"));
    }

    [Fact]
    public void A_divergence_keeps_the_last_good_checkpoint_and_is_noted()
    {
        using (RunFolder folder = RunFolder.Create(Path, TinyProblem.Experiment("rule.neuralStep.rule=constant", "rule.neuralStep.start=10", "rule.perturbation=0.0000001", "rule.freeSweeps=90")))
            Assert.Equal(RunEnd.Diverged, Run(folder).End);
        Assert.False(File.Exists(FileOf("checkpoint.safetensors")));
        JsonNode last = JsonNode.Parse(File.ReadAllLines(FileOf("events.jsonl"))[^1])!;
        Assert.Equal("diverged", last["event"]!.GetValue<string>());
        Assert.Equal(1, last["epoch"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("1,0.9,x", "Line 2 of")]
    [InlineData("1,0.9", "expected were 3 numbers")]
    public void A_damaged_table_of_metrics_is_told_by_its_line(string row, string message)
    {
        string path = _folder.File("metrics.csv");
        File.WriteAllText(path, $"epoch,a,b\n{row}\n");
        Assert.Contains(message, Assert.Throws<RunFolderException>(() => MetricsTable.Read(path)).Message, StringComparison.Ordinal);
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);

    private void Train()
    {
        using RunFolder folder = RunFolder.Create(Path, TinyProblem.Experiment("epochs=2"), time: new FixedTime());
        Run(folder);
    }

    private static RunResult Run(RunFolder folder)
    {
        using ThreadTeam team = new(1);
        return TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
