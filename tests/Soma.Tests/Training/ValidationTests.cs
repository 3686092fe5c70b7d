using System.Text;
using Soma.Data;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>Samples that an experiment keeps from learning.</summary>
public sealed class ValidationTests : IDisposable
{
    private const string Asked = "validation=20";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_column_is_there_only_if_asked_for()
    {
        Assert.Empty(Train("run").Column("validation_accuracy"));
        IReadOnlyList<double> column = Train("asked", Asked).Column("validation_accuracy");
        Assert.Equal(4, column.Count);
        Assert.All(column, static accuracy => Assert.InRange(accuracy, 0, 1));
        Assert.InRange(column[^1], 0.5, 1);
    }

    // A pass over the samples that were set apart, with nothing of the training in it, must find the same number.
    [Fact]
    public void The_last_row_is_what_the_trained_network_answers()
    {
        double last = Train("run", Asked).Column("validation_accuracy")[^1];
        using ThreadTeam team = new(1);
        DatasetPair data = TinyProblem.Data.WithValidation(20, new RandomStream(0));
        Assert.Equal(TrainedNetwork.Load(_folder.File("run")).Evaluate(data.Validation!, team, cancellation: CancellationToken.None).Accuracy, last);
    }

    // Catches samples that are asked about but learned from all the same.
    [Fact]
    public void What_is_set_apart_is_not_learned_from()
    {
        Train("run", Asked);
        DatasetPair parts = TinyProblem.Data.WithValidation(20, new RandomStream(0));
        Train("less", new DatasetPair(parts.Train, parts.Test));
        Assert.Equal(Synapses("less"), Synapses("run"));
        Train("all");
        Assert.NotEqual(Synapses("all"), Synapses("run"));
    }

    [Fact]
    public void Every_seed_sets_the_same_samples_apart() =>
        Assert.Equal(Apart("seed=1"), Apart("seed=2"));

    // Checkpoints from before there was such a key keep their bytes.
    [Fact]
    public void A_checkpoint_speaks_of_it_only_if_asked_for()
    {
        Train("run");
        Train("asked", Asked);
        Assert.DoesNotContain("validation", TextOf("run"), StringComparison.Ordinal);
        Assert.Contains("validation", TextOf("asked"), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_must_be_left_to_learn_from() =>
        Assert.Contains("none to learn from", Assert.Throws<DataException>(() => Train("run", "validation=90")).Message, StringComparison.Ordinal);

    private static byte[] Apart(string change) => DataFit.Divide(TinyProblem.Experiment(Asked, change), TinyProblem.Data).Validation!.Samples.ToArray();

    private MetricsTable Train(string run, params string[] changes) => Train(run, TinyProblem.Data, changes);

    private MetricsTable Train(string run, DatasetPair data, params string[] changes)
    {
        using ThreadTeam team = new(1);
        using RunFolder folder = RunFolder.Create(_folder.File(run), TinyProblem.Experiment(changes));
        TrainingRun.Create(folder, data, team).Run(SilentObserver.Instance, CancellationToken.None);
        return MetricsTable.Read(Path.Combine(_folder.File(run), "metrics.csv"));
    }

    private string TextOf(string run) => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_folder.File(run), "checkpoint.safetensors")));

    private float[] Synapses(string run) => [.. Soma.Checkpoints.Checkpoint<float>.Load(Path.Combine(_folder.File(run), "checkpoint.safetensors"), TinyProblem.Experiment().Network)
        .Synapses.All.SelectMany(static pair => pair.Value.ToArray())];
}
