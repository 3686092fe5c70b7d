using System.Text.Json;
using Soma.Data;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>The information between layers, watched over training.</summary>
public sealed class InformationWatchTests : IDisposable
{
    private const string Watched = "information.watch=true";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Watching_changes_no_byte_of_the_checkpoint()
    {
        Train("alone");
        Train("watched", Watched);
        Assert.Equal(CheckpointOf("alone"), CheckpointOf("watched"));
    }

    // All 31 test samples are measured, so a plain look at the activity of the trained network must give the same numbers, with the rule's own ε and β.
    [Fact]
    public void The_last_row_is_what_the_trained_network_shows()
    {
        Train("run", Watched, "precision=double", "epochs=2", "rule.nudge=0.5");
        MetricsTable table = TableOf("run");
        Assert.Equal(["information.1", "information.2", "objective"], table.Columns.Where(static name => name.StartsWith("information", StringComparison.Ordinal) || name == "objective"));

        NetworkObjective expected = ObjectiveOf("run");
        Assert.Equal(expected.Information[0], table.Column("information.1")[^1], 1e-6);
        Assert.Equal(expected.Information[1], table.Column("information.2")[^1], 1e-6);
        Assert.Equal(expected.Value, table.Column("objective")[^1], 1e-6);
        Assert.InRange(expected.Information[1], 0.01, 10);
    }

    [Fact]
    public void Between_measurements_there_is_no_number_and_the_columns_stay()
    {
        Train("run", Watched, "information.every=2");
        double[] nats = [.. TableOf("run").Column("information.2")];
        Assert.Equal([true, false, true, false], nats.Select(double.IsNaN));
        JsonElement[] epochs = [.. File.ReadLines(Path.Combine(_folder.File("run"), "events.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static line => line.GetProperty("event").GetString() == "epoch")];
        Assert.Equal("NaN", epochs[0].GetProperty("objective").GetString());
        Assert.True(epochs[1].GetProperty("objective").GetDouble() > 0);
    }

    [Fact]
    public void Unless_asked_for_nothing_is_measured()
    {
        Train("run");
        Assert.DoesNotContain(TableOf("run").Columns, static name => name.StartsWith("information", StringComparison.Ordinal) || name == "objective");
    }

    // The number of samples is part of the measure: fewer of them tell apart fewer directions.
    [Fact]
    public void Fewer_samples_are_a_fixed_choice_of_the_test_set()
    {
        Train("few", Watched, "information.samples=5");
        Train("again", Watched, "information.samples=5", "seed=6");
        Train("all", Watched);
        Assert.Equal(TableOf("few").Column("information.1"), Train("twin", Watched, "information.samples=5").Column("information.1"));
        Assert.NotEqual(TableOf("few").Column("information.1"), TableOf("all").Column("information.1"));
    }

    [Fact]
    public void Another_perturbation_may_be_asked_for() =>
        Assert.NotEqual(Train("own", Watched).Column("information.1"), Train("other", Watched, "information.perturbation=0.01").Column("information.1"));

    // A run may be resumed by somebody who now wants to watch; no epoch may be lost for that.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Watching_may_begin_and_end_in_the_middle_of_a_run(bool watchedAtFirst)
    {
        Train("run", $"information.watch={(watchedAtFirst ? "true" : "false")}", "epochs=2");
        string file = Path.Combine(_folder.File("run"), "experiment.json");
        (string before, string after) = watchedAtFirst ? ("true", "false") : ("false", "true");
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"watch\": {before}", $"\"watch\": {after}", StringComparison.Ordinal));
        using (RunFolder folder = RunFolder.Open(_folder.File("run"), epochs: 4))
        {
            using ThreadTeam team = new(1);
            Assert.Equal(RunEnd.Done, TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None).End);
        }

        MetricsTable table = TableOf("run");
        Assert.Equal([1, 2, 3, 4], table.Column("epoch"));
        Assert.Equal([!watchedAtFirst, !watchedAtFirst, watchedAtFirst, watchedAtFirst], table.Column("objective").Select(double.IsNaN));
        Assert.All(table.Column("seconds"), static seconds => Assert.True(seconds >= 0));
    }

    private NetworkObjective ObjectiveOf(string run)
    {
        Experiment experiment = TrainedNetwork.Load(_folder.File(run)).Experiment;
        Synapses<double> synapses = Soma.Checkpoints.Checkpoint<double>.Load(Path.Combine(_folder.File(run), "checkpoint.safetensors"), experiment.Network).Synapses;
        CorInfoMax<double> rule = new((CorInfoMaxOptions)experiment.Rule.Options);
        Dataset test = TinyProblem.Data.Test;
        Batch<double> batch = new(test.Count, test.Features, test.Classes);
        test.Fill([.. Enumerable.Range(0, test.Count)], batch);
        using ThreadTeam team = new(1);
        Activity<double> activity = rule.Prepare(experiment.Network, test.Count, team)[0];
        rule.Infer(synapses, batch, activity);
        return NetworkObjective.OfSamples([batch.Inputs, activity.Rates[1], activity.Rates[2]], batch.Targets, test.Count, epsilon: 0.15, nudge: 0.5);
    }

    private MetricsTable Train(string run, params string[] changes)
    {
        using ThreadTeam team = new(1);
        using RunFolder folder = RunFolder.Create(_folder.File(run), TinyProblem.Experiment(changes));
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None);
        return TableOf(run);
    }

    private MetricsTable TableOf(string run) => MetricsTable.Read(Path.Combine(_folder.File(run), "metrics.csv"));

    private byte[] CheckpointOf(string run) => File.ReadAllBytes(Path.Combine(_folder.File(run), "checkpoint.safetensors"));
}
