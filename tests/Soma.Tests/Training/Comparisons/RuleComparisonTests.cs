using Soma.Numerics;
using Soma.Testing;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Tests.Training.Comparisons;

public sealed class RuleComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ThreadTeam _team = new(1);

    public void Dispose()
    {
        _team.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_experiment_runs_with_each_seed_and_is_measured()
    {
        ComparisonResult result = Compare("whole", Plan());
        Assert.Equal(["tiny", "ep", "bp"], result.Experiments.Select(static compared => compared.Experiment.Name));
        Assert.All(result.Experiments, static compared => Assert.Equal([0UL, 3UL], compared.Runs.Select(static run => run.Experiment.Seed)));
        foreach (ComparedRun run in result.Experiments.SelectMany(static compared => compared.Runs))
        {
            // What stands in the run's own table, not what was measured on the way.
            Assert.Equal(run.TestAccuracy, MetricsTable.Read(Path.Combine(run.Folder, "metrics.csv")).Column("test_accuracy")[^1]);
            Assert.EndsWith($"{run.Experiment.Name}-seed{run.Experiment.Seed}", run.Folder, StringComparison.Ordinal);
        }
    }

    // The initial angles are those of the weights that training began with, the trained ones those of the checkpoint; the optimizer bends the step, not the rule's direction.
    [Fact]
    public void Angles_are_those_of_the_initial_and_of_the_trained_network()
    {
        ComparisonResult result = Compare("whole", Plan());
        foreach (ComparedRun run in result.Experiments[2].Runs)
        {
            Assert.All((LayerAngles[])[run.InitialAngles!, run.TrainedAngles!], static angles =>
            {
                Assert.All(angles.Update, static degrees => Assert.InRange(degrees, 0, 1e-5));
                Assert.All(angles.Step, static degrees => Assert.InRange(degrees, 5, 120));
            });
        }

        ComparedRun ep = result.Experiments[1].Runs[1];
        Assert.Same(ep.InitialAngles!.Update, ep.InitialAngles.Step);
        LayerAngleMeasurement measurement = new(ep.Experiment, TinyProblem.Data.Train, Plan().AngleMinibatches, _team);
        Assert.Equal(measurement.Measure(new Trainer<float>(ep.Experiment, TinyProblem.Data, _team).Begin().Synapses).Update, ep.InitialAngles.Update);
        Assert.NotEqual(ep.InitialAngles.Update, ep.TrainedAngles!.Update);
    }

    // 3 experiments × 2 seeds × 2 epochs × 12 minibatches, stopped every 17: within runs, and between them.
    [Fact]
    public void A_comparison_that_was_stopped_goes_on_to_the_same_result()
    {
        ComparisonResult whole = Compare("whole", Plan()), parts;
        int attempts = 0;
        while (true)
        {
            using Stopper stopper = new(17);
            attempts++;
            try
            {
                parts = Compare("parts", Plan(), stopper, stopper.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.True(stopper.Token.IsCancellationRequested);
            }
        }

        Assert.InRange(attempts, 144 / 18, (144 / 17) + 1);
        Assert.Equal(Checkpoints("whole"), Checkpoints("parts"));
        Assert.Equal(
            whole.Experiments.SelectMany(static compared => compared.Runs).Select(static run => run.TestAccuracy),
            parts.Experiments.SelectMany(static compared => compared.Runs).Select(static run => run.TestAccuracy));
    }

    [Fact]
    public void Finished_runs_are_skipped_and_not_touched()
    {
        Compare("runs", Plan());
        Dictionary<string, byte[]> before = Files("runs");
        using Stopper observer = new(int.MaxValue);
        Compare("runs", Plan(), observer);
        Assert.Equal(6, observer.Skipped.Count);
        Assert.Empty(observer.Started);
        Assert.Equal(before, Files("runs"));
    }

    [Fact]
    public void More_epochs_go_on_from_where_the_runs_ended()
    {
        Compare("runs", Plan());
        using Stopper observer = new(int.MaxValue);
        Compare("runs", Plan("epochs=3"), observer);
        Assert.All(observer.Started, static start => Assert.Equal(2, start.EpochsDone));
        Compare("whole", Plan("epochs=3"));
        Assert.Equal(Checkpoints("whole"), Checkpoints("runs"));
    }

    [Fact]
    public void Runs_of_something_else_are_refused_all_at_once_and_left_alone()
    {
        Compare("runs", Plan());
        Dictionary<string, byte[]> before = Files("runs");
        RunFolderException refused = Assert.Throws<RunFolderException>(() => Compare("runs", Plan("epochs=1")));
        Assert.Equal(6, refused.Message.Split("has 2 epochs already, but 1 are asked for").Length - 1);
        refused = Assert.Throws<RunFolderException>(() => Compare("runs", Plan("schedule=[]")));
        Assert.Equal(6, refused.Message.Split("differs from what is asked for in schedule").Length - 1);
        Assert.Equal(before, Files("runs"));
    }

    [Fact]
    public void A_folder_of_other_files_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Folder("mine"), "notes.txt"), "mine");
        Assert.Contains("not a comparison's", Assert.Throws<RunFolderException>(() => Compare("mine", Plan())).Message, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_folder.File("mine")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_network_that_does_not_fit_the_data_is_refused_before_a_folder_is_made()
    {
        Assert.Throws<ExperimentException>(() => Compare("runs", Plan("architecture=[13,9,3]")));
        Assert.False(Directory.Exists(_folder.File("runs")));
    }

    [Fact]
    public void A_run_that_diverges_is_reported_and_not_repeated()
    {
        ComparisonPlan plan = Small([Read("wild", "{\"name\":\"backpropagation\",\"rate\":1000,\"optimizer\":{\"name\":\"sgd\",\"decay\":1000}}"), Read("ep", EquilibriumPropagation)], [0]);
        ComparedRun wild = Compare("runs", plan).Experiments[0].Runs[0];
        Assert.Null(wild.TestAccuracy);
        Assert.Null(wild.TrainedAngles);
        Assert.NotNull(wild.InitialAngles);
        using Stopper observer = new(int.MaxValue);
        Assert.Equal(wild.Divergence, Compare("runs", plan, observer).Experiments[0].Runs[0].Divergence);
        Assert.Empty(observer.Started);
    }

    // A zero rate leaves the network where it was grown.
    [Fact]
    public void A_run_at_chance_is_marked()
    {
        ComparisonPlan plan = Small([Read("idle", "{\"name\":\"equilibrium-propagation\",\"feedforwardRates\":[0,0],\"freeSweeps\":2}"), Read("bp", "{\"name\":\"backpropagation\",\"rate\":0.05}")], [0]);
        ComparisonResult result = Compare("runs", plan);
        Assert.True(result.Experiments[0].Runs[0].IsAtChance);
        Assert.False(result.Experiments[1].Runs[0].IsAtChance);
    }

    private const string EquilibriumPropagation = "{\"name\":\"equilibrium-propagation\"}";

    private static ComparisonPlan Plan(params string[] more) => Small(
        [
            TinyProblem.Experiment(["epochs=2", .. more]),
            Read("ep", EquilibriumPropagation, more),
            Read("bp", "{\"name\":\"backpropagation\",\"rate\":0.01}", more),
        ],
        [0, 3]);

    private static ComparisonPlan Small(IReadOnlyList<Experiment> experiments, IReadOnlyList<ulong> seeds) =>
        new(experiments, seeds) { Rounds = 1, MinibatchesPerRound = 2, LeastTime = TimeSpan.Zero, AngleMinibatches = 3 };

    private static Experiment Read(string name, string rule, params string[] more) => TinyProblem.Experiment([$"name={name}", $"rule={rule}", "epochs=2", .. more]);

    private ComparisonResult Compare(string folder, ComparisonPlan plan, IComparisonObserver? observer = null, CancellationToken cancellation = default) =>
        new RuleComparison(plan, TinyProblem.Data, _team, _folder.File(folder)).Run(observer, cancellation);

    private byte[][] Checkpoints(string folder) => [.. Files(folder).Where(static file => file.Key.EndsWith(".safetensors", StringComparison.Ordinal)).OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => file.Value)];

    private Dictionary<string, byte[]> Files(string folder) =>
        Directory.EnumerateFiles(_folder.File(folder), "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(_folder.File(folder), path), File.ReadAllBytes);

    private sealed class Stopper(int after) : IComparisonObserver, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private int _minibatches;

        public CancellationToken Token => _stop.Token;

        public List<RunStart> Started { get; } = [];

        public List<ComparedRun> Skipped { get; } = [];

        public void OnStarted(RunStart start) => Started.Add(start);

        public void OnMinibatch(in MinibatchReport minibatch)
        {
            if (++_minibatches == after)
                _stop.Cancel();
        }

        public void OnEpoch(EpochReport epoch)
        {
        }

        public void OnEnded(RunResult result)
        {
        }

        public void OnSkipped(ComparedRun run) => Skipped.Add(run);

        public void OnMeasuring(Experiment experiment)
        {
        }

        public void Dispose() => _stop.Dispose();
    }
}
