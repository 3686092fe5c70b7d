using Soma.Checkpoints;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>However a run came to an epoch's end, its checkpoint there is the same, byte for byte.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "float")]
    [InlineData(2, "float")]
    [InlineData(3, "float")]
    [InlineData(2, "double")]
    public void Two_epochs_and_two_more_equal_four(int threads, string precision)
    {
        byte[] whole = Train("whole", 4, 1, $"precision={precision}");
        Train("parts", 2, threads, $"precision={precision}");
        Assert.Equal(RunEnd.Done, Resume("parts", epochs: 4, threads: threads).End);
        Assert.Equal(whole, CheckpointOf("parts"));
    }

    // 12 minibatches make an epoch: stops in the first epoch, in later ones, exactly at an end, and just before and after it.
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 11)]
    [InlineData(3, 12)]
    [InlineData(1, 13)]
    [InlineData(2, 30)]
    public void A_run_interrupted_every_few_minibatches_equals_one_that_was_not(int threads, int stopAfter)
    {
        byte[] whole = Train("whole", 4, 1);
        RunResult result;
        int interruptions = 0;
        using (RunFolder folder = RunFolder.Create(_folder.File("parts"), TinyProblem.Experiment()))
            result = Run(folder, threads, stopAfter);
        while (result.End == RunEnd.Interrupted)
        {
            interruptions++;
            result = Resume("parts", epochs: null, threads, stopAfter);
        }

        Assert.Equal(RunEnd.Done, result.End);
        Assert.InRange(interruptions, 48 / (stopAfter + 1), 48 / stopAfter);
        Assert.Equal(whole, CheckpointOf("parts"));
        Assert.Equal(Accuracies("whole"), Accuracies("parts"));
    }

    [Fact]
    public void An_interrupted_run_says_where_it_stands_and_goes_on_there()
    {
        RunResult result;
        using (RunFolder folder = RunFolder.Create(_folder.File("run"), TinyProblem.Experiment()))
            result = Run(folder, 1, stopAfter: 17);
        Assert.Equal((RunEnd.Interrupted, 1, 5), (result.End, result.EpochsDone, result.MinibatchesDone));

        using RunFolder again = RunFolder.Open(_folder.File("run"));
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new();
        TrainingRun.Create(again, TinyProblem.Data, team).Run(observer, observer.Token);
        Assert.True(observer.Start!.IsResumed);
        Assert.Equal((1, 5), (observer.Start.EpochsDone, observer.Start.MinibatchesDone));
        Assert.Equal((2, 6), (observer.Minibatches[0].Epoch, observer.Minibatches[0].Minibatch));
    }

    // What a kill leaves between the row of metrics and the checkpoint, and in the middle of a line of events.
    [Fact]
    public void A_killed_run_goes_on_from_the_last_whole_checkpoint()
    {
        byte[] whole = Train("whole", 4, 1);
        Train("killed", 2, 1);
        string killed = _folder.File("killed");
        File.AppendAllText(Path.Combine(killed, "metrics.csv"), "3,0.81,0.1,0.1,90,0.5,0.5,1,1\n");
        File.AppendAllText(Path.Combine(killed, "events.jsonl"), "{\"time\":\"2026-0");
        File.WriteAllText(Path.Combine(killed, "checkpoint.safetensors.tmp"), "half a checkpoint");

        Assert.Equal(RunEnd.Done, Resume("killed", epochs: 4).End);
        Assert.Equal(whole, CheckpointOf("killed"));
        Assert.Equal(Accuracies("whole"), Accuracies("killed"));
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(killed, "events.jsonl")), static line => !line.EndsWith('}'));
    }

    [Fact]
    public void A_run_killed_before_its_first_checkpoint_starts_again()
    {
        byte[] whole = Train("whole", 2, 1, "epochs=2");
        RunFolder.Create(_folder.File("killed"), TinyProblem.Experiment("epochs=2")).Dispose();
        Assert.Equal(RunEnd.Done, Resume("killed", epochs: null).End);
        Assert.Equal(whole, CheckpointOf("killed"));
    }

    [Fact]
    public void A_run_that_is_done_stays_as_it_is()
    {
        byte[] whole = Train("run", 4, 1);
        Assert.Equal((RunEnd.Done, 4), Resume("run", epochs: null) is var result ? (result.End, result.EpochsDone) : default);
        Assert.Equal(whole, CheckpointOf("run"));
        Assert.Equal(4, Accuracies("run").Count);
    }

    [Fact]
    public void Fewer_epochs_than_are_done_are_refused()
    {
        Train("run", 4, 1);
        RunFolderException failure = Assert.Throws<RunFolderException>(() => Resume("run", epochs: 3));
        Assert.Contains("has begun epoch 4 already, but 3 epochs are asked for. Ask for 4 or more.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(RunEnd.Done, Resume("run", epochs: null).End);
    }

    [Fact]
    public void The_checkpoint_of_another_experiment_is_refused()
    {
        Train("mine", 2, 1);
        Train("other", 2, 1, "seed=6", "rule.leak=0.4");
        File.Copy(Path.Combine(_folder.File("other"), "checkpoint.safetensors"), Path.Combine(_folder.File("mine"), "checkpoint.safetensors"), overwrite: true);
        RunFolderException failure = Assert.Throws<RunFolderException>(() => Resume("mine", epochs: 4));
        Assert.Contains("they differ in rule, seed.", failure.Message, StringComparison.Ordinal);
    }

    // Its defaults may change from version to version, and a checkpoint of a run without a guard says nothing of it.
    [Fact]
    public void How_a_guard_is_set_that_is_off_does_not_matter()
    {
        Train("run", 2, 1);
        string path = Path.Combine(_folder.File("run"), "experiment.json"), written = File.ReadAllText(path);
        string changed = written.Replace($"\"limit\": {new UpdateGuard().Limit}", "\"limit\": 7", StringComparison.Ordinal);
        Assert.NotEqual(written, changed);
        File.WriteAllText(path, changed);
        Assert.Equal(RunEnd.Done, Resume("run", epochs: 4).End);
    }

    [Fact]
    public void A_truncated_checkpoint_is_refused_and_stays()
    {
        Train("run", 2, 1);
        string path = Path.Combine(_folder.File("run"), "checkpoint.safetensors");
        byte[] half = File.ReadAllBytes(path)[..500];
        File.WriteAllBytes(path, half);
        Assert.Throws<CheckpointException>(() => Resume("run", epochs: 4));
        Assert.Equal(half, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_trained_network_answers_as_it_did_in_training()
    {
        Train("run", 3, 2);
        using ThreadTeam team = new(2);
        ITrainedNetwork network = TrainedNetwork.Load(_folder.File("run"));
        EvaluationReport report = network.Evaluate(TinyProblem.Data.Test, team);
        Assert.Equal(Accuracies("run")[^1].Test, report.Accuracy);
        Assert.Equal((3, 0, TinyProblem.TestSamples), (network.EpochsDone, network.MinibatchesDone, report.Samples));
        Assert.Equal("tiny", network.Experiment.Name);
        Assert.Contains(network.Tensors, static tensor => tensor.Key == "wfb.2" && tensor.Value.SequenceEqual([9, 3]));
        Assert.Equal(MetricsTable.Read(Path.Combine(_folder.File("run"), "metrics.csv")).Column("angle.2")[^1], network.AlignmentAngles[0], 3);
    }

    private static RunResult Run(RunFolder folder, int threads, int stopAfter = int.MaxValue)
    {
        using ThreadTeam team = new(threads);
        using RecordingObserver observer = new(stopAfter);
        return TrainingRun.Create(folder, TinyProblem.Data, team).Run(observer, observer.Token);
    }

    private byte[] Train(string name, int epochs, int threads, params IReadOnlyList<string> changes)
    {
        using (RunFolder folder = RunFolder.Create(_folder.File(name), TinyProblem.Experiment([.. changes, $"epochs={epochs}"])))
            Assert.Equal(RunEnd.Done, Run(folder, threads).End);
        return CheckpointOf(name);
    }

    private RunResult Resume(string name, int? epochs, int threads = 1, int stopAfter = int.MaxValue)
    {
        using RunFolder folder = RunFolder.Open(_folder.File(name), epochs);
        return Run(folder, threads, stopAfter);
    }

    private byte[] CheckpointOf(string name) => File.ReadAllBytes(Path.Combine(_folder.File(name), "checkpoint.safetensors"));

    private List<(double Epoch, double Train, double Test)> Accuracies(string name)
    {
        MetricsTable table = MetricsTable.Read(Path.Combine(_folder.File(name), "metrics.csv"));
        return [.. table.Column("epoch").Zip(table.Column("train_accuracy"), table.Column("test_accuracy"))];
    }
}
