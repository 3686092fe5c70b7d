using Soma.Testing;
using Soma.Training;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class RunGroupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seeds_of_one_experiment_are_one_group_in_order_of_seed()
    {
        RunGroup group = Assert.Single(Groups(
            RunFolders.Write(_folder, "toy", 20, [0.95, 0.9758]),
            RunFolders.Write(_folder, "toy", 0, [0.94, 0.9755]),
            RunFolders.Write(_folder, "toy", 10, [0.93, 0.9770])));
        Assert.Equal([0ul, 10ul, 20ul], group.Runs.Select(static run => run.Seed));
        Assert.Equal("toy", group.Label);
        Assert.Equal([1, 2], group.Curve.Select(static epoch => epoch.Epoch));
        Assert.Equal(0.94, group.Curve[0].Test.Mean, 12);
        Assert.Equal(0.01, group.Curve[0].Test.StandardDeviation, 12);
        Assert.Equal(0.9761, group.Last.Test.Mean, 12);
        Assert.Equal(0.9811, group.Last.Train.Mean, 12);

        // Angles 78, 88 and 98 after the second epoch; milliseconds 1.5 and 2.5, three times each.
        Assert.Equal([88], group.AlignmentAngles);
        Assert.Equal(2, group.MillisecondsPerMinibatch);
        Assert.True(group.IsComplete);
    }

    // Otherwise an experiment changed with --set would be averaged with the one it was made from.
    [Fact]
    public void Experiments_of_one_name_are_told_apart_by_the_options_in_which_they_differ()
    {
        IReadOnlyList<RunGroup> groups = Groups(
            RunFolders.Write(_folder, "toy", 0, [0.9]),
            RunFolders.Write(_folder, "toy", 0, [0.9], nudge: 0.5),
            RunFolders.Write(_folder, "other", 0, [0.9], nudge: 0.25));
        Assert.Equal(["toy (rule.nudge=1)", "toy (rule.nudge=0.5)", "other"], groups.Select(static group => group.Label));
        Assert.Equal(["toy", "toy", "other"], groups.Select(static group => group.Name));
    }

    // A variation standing alone must not pass for the published setting beside whose result it is shown.
    [Fact]
    public void A_changed_experiment_of_the_library_says_in_what_it_departs()
    {
        IReadOnlyList<RunGroup> groups = Groups(
            RunFolders.Write(_folder, "mnist", 0, [0.9], planned: 50),
            RunFolders.Write(_folder, "mnist", 0, [0.9], planned: 3, nudge: 0.5));
        Assert.Equal(["mnist", "mnist (epochs=3, rule.nudge=0.5)"], groups.Select(static group => group.Label));
    }

    // Text that is written anew by another hand must not look like a change: every option as the library itself writes it.
    [Fact]
    public void An_unchanged_experiment_of_the_library_has_its_bare_name()
    {
        string folder = RunFolders.Write(_folder, "mnist", 0, [0.9]);
        File.WriteAllText(Path.Combine(folder, "experiment.json"), (ExperimentLibrary.Open("mnist") with { Seed = 10 }).ToJson());
        RunGroup group = Assert.Single(Groups(folder));
        Assert.Equal(("mnist", 10ul, 50), (group.Label, group.Runs[0].Seed, group.Runs[0].PlannedEpochs));
        Assert.Contains("97.61", group.Runs[0].Source, StringComparison.Ordinal);
    }

    // With the longer run alone at the end, the mean would jump there.
    // The schedule of the library's mnist as it was written before its pieces had further keys, and another one.
    [Theory]
    [InlineData("[{\"from\":0,\"factor\":0.95},{\"from\":15,\"factor\":0.9}]", "mnist")]
    [InlineData("[{\"from\":0,\"factor\":0.95},{\"from\":12,\"factor\":0.9}]", "mnist (schedule[1].from=12)")]
    [InlineData("[{\"from\":0,\"factor\":0.95}]", "mnist (schedule.length=1)")]
    [InlineData("[]", "mnist (schedule=[])")]
    public void A_list_of_records_is_compared_key_by_key(string schedule, string label)
    {
        string run = RunFolders.Write(_folder, "mnist", 0, [0.9], planned: 50);
        string file = Path.Combine(run, "experiment.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"data\":", $"\"schedule\":{schedule},\"data\":", StringComparison.Ordinal));
        Assert.Equal(label, Assert.Single(RunGroup.Of(RunSeries.Read(run))).Label);
    }

    [Fact]
    public void The_curve_ends_where_the_shortest_run_does()
    {
        RunGroup group = Assert.Single(Groups(
            RunFolders.Write(_folder, "mnist", 0, [0.90, 0.92, 0.94], planned: 3),
            RunFolders.Write(_folder, "mnist", 1, [0.92, 0.94], planned: 3)));
        Assert.Equal([0.91, 0.93], group.Curve.Select(static epoch => Math.Round(epoch.Test.Mean, 12)));
        Assert.Equal(0.92, group.LastOf(group.Runs[0]).TestAccuracy);
        Assert.False(group.IsComplete);
    }

    // Counted twice, a run would make the spread look small.
    [Fact]
    public void The_same_run_twice_is_refused()
    {
        string first = RunFolders.Write(_folder, "mnist", 10, [0.9]);
        string copy = _folder.Folder("copy");
        foreach (string file in Directory.GetFiles(first))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        string message = Assert.Throws<ReportException>(() => Groups(first, copy)).Message;
        Assert.Equal($"'{first}' and '{copy}' are both experiment 'mnist' with seed 10; give only one of them.", message);
    }

    [Fact]
    public void No_runs_make_no_report() => Assert.Throws<ReportException>(() => RunGroup.Of([]));

    private static IReadOnlyList<RunGroup> Groups(params string[] folders) => RunGroup.Of(RunSeries.Read(folders));
}
