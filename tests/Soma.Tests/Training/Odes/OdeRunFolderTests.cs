using Soma.Checkpoints;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Tests.Training.Odes;

public sealed class OdeRunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Stopped within a row of metrics, so that its sums must be kept, too.
    [Theory]
    [InlineData("spiral")]
    [InlineData("two-moons")]
    public void Resuming_equals_going_on(string subject)
    {
        OdeExperiment experiment = TinyOde.Of(subject);
        string whole = _folder.File("whole"), broken = _folder.File("broken");
        using (OdeRunFolder folder = OdeRunFolder.Create(whole, experiment))
            Run(folder);
        Interrupt(broken, experiment, 7);
        using (OdeRunFolder folder = OdeRunFolder.Open(broken))
            Assert.Equal(RunEnd.Done, Run(folder).End);
        SameRun(whole, broken);
    }

    // The last row of the shorter run is no row of the longer one.
    [Fact]
    public void A_run_that_becomes_longer_is_the_longer_run()
    {
        string whole = _folder.File("whole"), grown = _folder.File("grown");
        using (OdeRunFolder folder = OdeRunFolder.Create(whole, TinyOde.Spiral))
            Run(folder);
        using (OdeRunFolder folder = OdeRunFolder.Create(grown, TinyOde.Spiral with { Iterations = 7 }))
            Run(folder);
        using (OdeRunFolder folder = OdeRunFolder.Open(grown, 12))
            Run(folder);
        SameRun(whole, grown);
    }

    // A kill between the row and the checkpoint leaves a row too many.
    [Fact]
    public void Rows_beyond_the_checkpoint_are_dropped_when_the_run_goes_on()
    {
        string whole = _folder.File("whole");
        using (OdeRunFolder folder = OdeRunFolder.Create(whole, TinyOde.Spiral))
            Run(folder);
        string expected = Metrics(whole), broken = _folder.File("broken");
        Interrupt(broken, TinyOde.Spiral, 7);
        string metrics = Path.Combine(broken, "metrics.csv");
        File.WriteAllText(metrics, File.ReadAllText(metrics) + "10,1,1,1,1,1,1\n");
        using (OdeRunFolder folder = OdeRunFolder.Open(broken))
            Run(folder);
        Assert.Equal(expected, Metrics(broken));
    }

    [Fact]
    public void The_folder_tells_what_was_computed()
    {
        string path = _folder.File("run");
        using (OdeRunFolder folder = OdeRunFolder.Create(path, TinyOde.Spiral))
            Run(folder);
        Assert.Equal(TinyOde.Spiral.ToJson(), OdeRunFolder.ReadExperiment(path).ToJson());
        Assert.Equal(["checkpoint.safetensors", "environment.json", "experiment.json", "metrics.csv"], Directory.GetFiles(path).Select(static file => Path.GetFileName(file)).Order());
        SafeTensorsFile checkpoint = SafeTensors.Read(Path.Combine(path, "checkpoint.safetensors"));
        Assert.Equal(["field.1", "field-mean.1", "field-square.1", "steps.1"], checkpoint.Names);
    }

    [Fact]
    public void What_was_learned_is_read_back()
    {
        string path = _folder.File("run");
        double loss;
        using (OdeRunFolder folder = OdeRunFolder.Create(path, TinyOde.Spiral))
            loss = Run(folder).Last!.TestLoss;
        LearnedTrajectories trajectories = LearnedTrajectories.Of(path);
        double sum = 0;
        int count = 0;
        for (int trajectory = 0; trajectory < trajectories.Count; trajectory++)
        {
            Assert.Equal(trajectories.True(trajectory, 0).ToArray(), trajectories.Learned(trajectory, 0).ToArray());
            for (int output = 1; output < trajectories.Times.Count; output++, count += 2)
                sum += trajectories.True(trajectory, output).ToArray().Zip(trajectories.Learned(trajectory, output).ToArray(), static (a, b) => (a - b) * (a - b)).Sum();
        }

        Assert.Equal(loss, sum / count, 1e-12);
        Assert.Contains("did not learn a density", Assert.Throws<ExperimentException>(() => LearnedDensity.Of(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_field_is_refused()
    {
        string path = _folder.File("run");
        using (OdeRunFolder folder = OdeRunFolder.Create(path, TinyOde.Spiral))
            Run(folder);
        File.WriteAllText(Path.Combine(path, "experiment.json"), (TinyOde.Spiral with { Hidden = [9] }).ToJson());
        using OdeRunFolder other = OdeRunFolder.Open(path);
        using ThreadTeam team = new(1);
        Assert.Contains("another network", Assert.Throws<CheckpointException>(() => new OdeTrainer(other.Experiment, team).Load(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_none_is_named_with_its_line()
    {
        string path = _folder.File("metrics.csv");
        File.WriteAllText(path, "iteration,train_loss,test_loss,forward_evaluations,backward_evaluations,memory_values,ms_per_iteration\n5,1,Infinity,2,3,4,5\n6,oops\n");
        Assert.Contains("Line 3", Assert.Throws<RunFolderException>(() => OdeMetrics.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "epoch,accuracy\n");
        Assert.Contains("epoch,accuracy", Assert.Throws<RunFolderException>(() => OdeMetrics.Read(path)).Message, StringComparison.Ordinal);
        Assert.Empty(OdeMetrics.Read(_folder.File("none.csv")));
    }

    [Fact]
    public void A_run_is_not_overwritten_unless_asked_for()
    {
        string path = _folder.File("run");
        OdeRunFolder.Create(path, TinyOde.Spiral).Dispose();
        Assert.Contains("holds a run already", Assert.Throws<RunFolderException>(() => OdeRunFolder.Create(path, TinyOde.Spiral)).Message, StringComparison.Ordinal);
        OdeRunFolder.Create(path, TinyOde.Moons, overwrite: true).Dispose();
        Assert.Equal("two-moons", OdeRunFolder.ReadExperiment(path).Subject);
    }

    private static OdeRunResult Run(OdeRunFolder folder)
    {
        using ThreadTeam team = new(1);
        OdeTrainer trainer = new(folder.Experiment, team);
        return trainer.Run(trainer.Load(folder), folder);
    }

    // As Ctrl-C does, at an iteration that has no row.
    private static void Interrupt(string path, OdeExperiment experiment, int iteration)
    {
        using OdeRunFolder folder = OdeRunFolder.Create(path, experiment, overwrite: true);
        using ThreadTeam team = new(1);
        using CancellationTokenSource source = new();
        OdeTrainer trainer = new(experiment, team);
        OdeState state = trainer.Begin();
        OdeRunResult result = trainer.Run(state, folder, new OdeListener { At = iteration, Does = source.Cancel }, source.Token);
        Assert.Equal((RunEnd.Interrupted, (long)iteration), (result.End, result.Iteration));
    }

    private static void SameRun(string a, string b)
    {
        Assert.Equal(Metrics(a), Metrics(b));
        Assert.Equal(File.ReadAllBytes(Path.Combine(a, "checkpoint.safetensors")), File.ReadAllBytes(Path.Combine(b, "checkpoint.safetensors")));
    }

    // Without the times.
    private static string Metrics(string path) => string.Join('\n', File.ReadAllLines(Path.Combine(path, "metrics.csv")).Select(static line => line[..line.LastIndexOf(',')]));
}
