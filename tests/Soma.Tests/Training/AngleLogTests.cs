using Soma.Checkpoints;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>angles.csv: the alignment angles within epochs.</summary>
public sealed class AngleLogTests : IDisposable
{
    private const string Often = "angleEvery=5";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // An epoch has 12 minibatches. Catches a count that runs on from epoch to epoch, and one that starts at 1.
    [Fact]
    public void A_row_follows_minibatches_0_5_and_10_of_each_epoch()
    {
        Train("run", "epochs=2", Often);
        MetricsTable table = TableOf("run");
        Assert.Equal(["epoch", "minibatch", "minibatches", "angle.2"], table.Columns);
        Assert.Equal([1, 1, 1, 2, 2, 2], table.Column("epoch"));
        Assert.Equal([0, 5, 10, 0, 5, 10], table.Column("minibatch"));
        Assert.Equal([1, 6, 11, 13, 18, 23], table.Column("minibatches"));
    }

    // Catches angles that were taken before the update instead of after it: a run that is stopped there holds the same synapses in its checkpoint.
    [Fact]
    public void The_angle_is_that_of_the_synapses_after_the_update()
    {
        Train("run", "epochs=1", Often);
        Assert.Equal(RunEnd.Interrupted, Start("stopped", stopAfter: 6, "epochs=1", Often).End);
        Synapses<float> synapses = Checkpoint<float>.Load(FileOf("stopped", "checkpoint.safetensors"), TinyProblem.Experiment().Network).Synapses;
        double angle = AlignmentAngle.Degrees(synapses["wff"][2], synapses["wfb"][2]);
        Assert.Equal(angle, TableOf("run").Column("angle.2")[1], 4);
        Assert.NotEqual(TableOf("run").Column("angle.2")[0], TableOf("run").Column("angle.2")[1]);
    }

    [Theory]
    [InlineData(1, "angleEvery=1")]
    [InlineData(5, Often)]
    [InlineData(6, Often)]
    [InlineData(12, Often)]
    [InlineData(13, Often)]
    public void A_run_interrupted_every_few_minibatches_writes_the_same_file(int stopAfter, string every)
    {
        Train("whole", every);
        RunResult result = Start("parts", stopAfter, every);
        while (result.End == RunEnd.Interrupted)
            result = Resume("parts", stopAfter);
        Assert.Equal(File.ReadAllText(FileOf("whole", "angles.csv")), File.ReadAllText(FileOf("parts", "angles.csv")));
    }

    // What a kill in the third epoch leaves: whole rows beyond the checkpoint, and half of one.
    [Fact]
    public void Rows_beyond_the_checkpoint_are_dropped()
    {
        Train("whole", Often);
        Train("killed", "epochs=2", Often);
        File.AppendAllText(FileOf("killed", "angles.csv"), "3,0,25,12.5\n3,5,30,13.5\n3,1");
        Resume("killed", int.MaxValue, epochs: 4);
        Assert.Equal(File.ReadAllText(FileOf("whole", "angles.csv")), File.ReadAllText(FileOf("killed", "angles.csv")));
    }

    [Theory]
    [InlineData("epoch,minib")]
    [InlineData("epoch,minibatch,minibatches,angle.2\n")]
    [InlineData("epoch,minibatch,minibatches,angle.2\n1,0,1,88.1\n1,5,6,87.1\n")]
    public void A_run_killed_in_its_first_epoch_starts_its_table_again(string left)
    {
        Train("whole", Often);
        RunFolder.Create(_folder.File("killed"), TinyProblem.Experiment(Often)).Dispose();
        File.WriteAllText(FileOf("killed", "angles.csv"), left);
        Resume("killed", int.MaxValue);
        Assert.Equal(File.ReadAllText(FileOf("whole", "angles.csv")), File.ReadAllText(FileOf("killed", "angles.csv")));
    }

    [Fact]
    public void How_often_angles_are_written_changes_no_byte_of_the_checkpoint_and_may_change_in_the_middle()
    {
        Train("often", "angleEvery=1");
        Train("never", "epochs=2", "angleEvery=0");
        Assert.False(File.Exists(FileOf("never", "angles.csv")));
        string file = FileOf("never", "experiment.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"angleEvery\": 0", "\"angleEvery\": 500", StringComparison.Ordinal));
        Resume("never", int.MaxValue, epochs: 4);
        Assert.Equal([3, 4], TableOf("never").Column("epoch"));
        Assert.Equal(File.ReadAllBytes(FileOf("often", "checkpoint.safetensors")), File.ReadAllBytes(FileOf("never", "checkpoint.safetensors")));
    }

    [Fact]
    public void A_rule_without_feedback_synapses_has_no_such_file()
    {
        using RunFolder folder = RunFolder.Create(_folder.File("run"), TinyProblem.Experiment("epochs=1"));
        Synapses<float> forwardOnly = new(TinyProblem.Experiment().Network);
        forwardOnly.Add("wff", 1, new PanelMatrix<float>(9, 12));
        forwardOnly.Add("wff", 2, new PanelMatrix<float>(3, 9));
        Assert.Same(SilentObserver.Instance, AngleObserver<float>.Around(SilentObserver.Instance, folder, forwardOnly));
        Assert.Same(SilentObserver.Instance, AngleObserver<float>.Around(SilentObserver.Instance, null, forwardOnly));
    }

    [Theory]
    [InlineData("epoch,angle.2\n1,88\n", "has no column 'minibatches'")]
    [InlineData("epoch,minibatch,minibatches,angle.2\n1,0,1,x\n", "Line 2 of")]
    public void A_damaged_table_is_told_and_stays(string text, string message)
    {
        Train("run", "epochs=1");
        File.WriteAllText(FileOf("run", "angles.csv"), text);
        Assert.Contains(message, Assert.Throws<RunFolderException>(() => Resume("run", int.MaxValue, epochs: 2)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(FileOf("run", "angles.csv")));
    }

    private void Train(string name, params string[] changes) => Assert.Equal(RunEnd.Done, Start(name, int.MaxValue, changes).End);

    private RunResult Start(string name, int stopAfter, params string[] changes)
    {
        using RunFolder folder = RunFolder.Create(_folder.File(name), TinyProblem.Experiment(changes));
        return Run(folder, stopAfter);
    }

    private RunResult Resume(string name, int stopAfter, int? epochs = null)
    {
        using RunFolder folder = RunFolder.Open(_folder.File(name), epochs);
        return Run(folder, stopAfter);
    }

    private static RunResult Run(RunFolder folder, int stopAfter)
    {
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new(stopAfter);
        return TrainingRun.Create(folder, TinyProblem.Data, team).Run(observer, observer.Token);
    }

    private MetricsTable TableOf(string run) => MetricsTable.Read(FileOf(run, "angles.csv"));

    private string FileOf(string run, string name) => Path.Combine(_folder.File(run), name);
}
