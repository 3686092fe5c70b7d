using System.Text.Json;
using Soma.Learning;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>
/// Runs with a guard in their folders, of the real rule. With a forgetting factor of 0.9 the lateral synapses of silent units grow by a ninth with every minibatch, until the network forgets all it knew: the
/// guard backs off from the fifth epoch on.
/// </summary>
public sealed class GuardedRunTests : IDisposable
{
    private const string Guarded = """guard={"on":true,"window":4,"copyEvery":4,"recovery":2}""";

    private static readonly string[] _collapsing =
        ["rule.feedforwardRates=[8,6]", "rule.forgettingFactor=0.9", "architecture=[12,21,3]", "schedule=[]"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The rates of a guarded run are multiplied by one, and its copies are only written: a published result stays what it was.
    [Fact]
    public void Until_it_has_to_a_guard_changes_no_bit()
    {
        Train("plain", 1, 4);
        Train("guarded", 1, 4, Guarded);
        Assert.Equal(TensorsOf("plain"), TensorsOf("guarded"));
        Assert.Equal([0, 0, 0, 0], TableOf("guarded").Column("back_offs"));
        Assert.DoesNotContain("back_offs", TableOf("plain").Columns);
    }

    // A checkpoint without a guard must not change because guards exist.
    [Fact]
    public void The_checkpoint_of_a_run_without_a_guard_does_not_speak_of_it()
    {
        Train("plain", 1, 1);
        Assert.DoesNotContain("guard", File.ReadAllText(CheckpointOf("plain")), StringComparison.Ordinal);
    }

    // Whatever a guard remembers, its place, its counters or its best window, must be in the checkpoint or be made again. 12 minibatches make an epoch; what is done again after
    // a stop is less than what lies between two copies.
    [Theory]
    [InlineData(1, 5, 4)]
    [InlineData(2, 9, 4)]
    [InlineData(3, 12, 4)]
    [InlineData(1, 7, 6)]
    [InlineData(1, 13, 1000)]
    [InlineData(2, 29, 1000)]
    public void A_guarded_run_that_is_stopped_again_and_again_equals_one_that_was_not(int threads, int stopAfter, int copyEvery)
    {
        string[] changes = [.. _collapsing, Guarded, $"guard.copyEvery={copyEvery}"];
        Train("whole", 1, 8, changes);
        Assert.NotEqual(0, TableOf("whole").Column("back_offs").Sum());
        RunResult result;
        using (RunFolder folder = RunFolder.Create(_folder.File("parts"), TinyProblem.Experiment([.. changes, "epochs=8"])))
            result = Run(folder, threads, stopAfter);
        while (result.End == RunEnd.Interrupted)
        {
            using RunFolder folder = RunFolder.Open(_folder.File("parts"));
            result = Run(folder, threads, stopAfter);
        }

        Assert.Equal(RunEnd.Done, result.End);
        Assert.Equal(File.ReadAllBytes(CheckpointOf("whole")), File.ReadAllBytes(CheckpointOf("parts")));
        foreach (string column in (string[])["back_offs", "train_accuracy", "test_accuracy"])
            Assert.Equal(TableOf("whole").Column(column), TableOf("parts").Column(column));
    }

    // After a kill there is nothing but the checkpoint of an epoch's end.
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_guarded_run_goes_on_after_any_epoch_as_if_it_had_never_stopped(int epochs)
    {
        Train("whole", 1, 8, [.. _collapsing, Guarded]);
        Train("parts", 2, epochs, [.. _collapsing, Guarded]);
        using (RunFolder folder = RunFolder.Open(_folder.File("parts"), 8))
            Assert.Equal(RunEnd.Done, Run(folder, 3).End);
        Assert.Equal(File.ReadAllBytes(CheckpointOf("whole")), File.ReadAllBytes(CheckpointOf("parts")));
    }

    [Fact]
    public void Every_back_off_is_an_event_that_says_where_and_why()
    {
        using RecordingObserver observer = new();
        using (RunFolder folder = RunFolder.Create(_folder.File("run"), TinyProblem.Experiment([.. _collapsing, Guarded, "epochs=6"])))
        {
            using ThreadTeam team = new(1);
            TrainingRun.Create(folder, TinyProblem.Data, team).Run(observer, CancellationToken.None);
        }

        JsonElement[] backOffs = [.. File.ReadLines(Path.Combine(_folder.File("run"), "events.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement)
            .Where(static line => line.GetProperty("event").GetString() == "backedOff")];
        Assert.Equal(TableOf("run").Column("back_offs").Sum(), backOffs.Length);
        Assert.Equal(observer.BackOffs.Select(static backOff => backOff.Minibatch), backOffs.Select(static backOff => backOff.GetProperty("minibatch").GetInt32()));
        Assert.Equal(0.5, backOffs[0].GetProperty("share").GetDouble());
        foreach (JsonElement backOff in backOffs)
        {
            JsonElement cause = backOff.GetProperty("cause");
            Assert.True(cause.GetProperty("accuracy").ValueKind == JsonValueKind.Number ^ (cause.GetProperty("synapses").ValueKind == JsonValueKind.String || cause.GetProperty("layer").GetInt32() > 0));
            Assert.InRange(backOff.GetProperty("takenBack").GetInt64(), 1, 24);
        }
    }

    public static TheoryData<string> Rules() => [.. RuleCatalog.All.Select(static rule => rule.Name)];

    // A guard knows no rule: whatever a rule keeps among its synapses must be copied, saved beside its copy, and parted from it again.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_may_be_guarded_and_goes_on_as_if_it_had_never_stopped(string rule)
    {
        string[] changes = [$"rule={rule}", """guard={"on":true,"window":3,"copyEvery":4}"""];
        Train("whole", 1, 3, changes);
        Train("parts", 1, 2, changes);
        using (RunFolder folder = RunFolder.Open(_folder.File("parts"), 3))
            Assert.Equal(RunEnd.Interrupted, Run(folder, 1, stopAfter: 6).End);
        using (RunFolder folder = RunFolder.Open(_folder.File("parts")))
            Assert.Equal(RunEnd.Done, Run(folder, 1).End);
        Assert.Equal(File.ReadAllBytes(CheckpointOf("whole")), File.ReadAllBytes(CheckpointOf("parts")));
        Assert.DoesNotContain(TrainedNetwork.Load(_folder.File("parts")).Tensors, static tensor => tensor.Key.StartsWith("good.", StringComparison.Ordinal));
    }

    // The first minibatches warm up. Copies are made in buffers that exist, and a judgment is a few numbers.
    [Fact]
    public void A_guarded_step_allocates_nothing()
    {
        using ThreadTeam team = new(1);
        AllocationObserver observer = new();
        TrainingRun.Create(TinyProblem.Experiment("epochs=3", Guarded), TinyProblem.Data, team).Run(observer, CancellationToken.None);
        Assert.Equal(0, observer.BytesOfLastEpoch);
    }

    [Fact]
    public void A_damaged_note_of_the_guard_is_refused()
    {
        Train("run", 1, 1, Guarded);
        string checkpoint = CheckpointOf("run");
        byte[] bytes = File.ReadAllBytes(checkpoint);
        int place = bytes.AsSpan().IndexOf("\"guard.best\":\"0"u8);
        bytes["\"guard.best\":\"".Length + place] = (byte)'7';
        File.WriteAllBytes(checkpoint, bytes);
        using RunFolder folder = RunFolder.Open(_folder.File("run"), 2);
        Assert.Contains("for the note 'guard.best'; expected was a number from 0 to 1.", Assert.Throws<Soma.Checkpoints.CheckpointException>(() => Run(folder, 1)).Message, StringComparison.Ordinal);
    }

    private static RunResult Run(RunFolder folder, int threads, int stopAfter = int.MaxValue)
    {
        using ThreadTeam team = new(threads);
        using RecordingObserver observer = new(stopAfter);
        return TrainingRun.Create(folder, TinyProblem.Data, team).Run(observer, observer.Token);
    }

    private void Train(string name, int threads, int epochs, params string[] changes)
    {
        using RunFolder folder = RunFolder.Create(_folder.File(name), TinyProblem.Experiment([.. changes, $"epochs={epochs}"]));
        Assert.Equal(RunEnd.Done, Run(folder, threads).End);
    }

    private string CheckpointOf(string name) => Path.Combine(_folder.File(name), "checkpoint.safetensors");

    private MetricsTable TableOf(string name) => MetricsTable.Read(Path.Combine(_folder.File(name), "metrics.csv"));

    private List<float[]> TensorsOf(string name) =>
        [.. Soma.Checkpoints.Checkpoint<float>.Load(CheckpointOf(name)).Synapses.All.Where(static pair => !pair.Key.StartsWith("good.", StringComparison.Ordinal)).Select(static pair => pair.Value.ToArray())];
}
