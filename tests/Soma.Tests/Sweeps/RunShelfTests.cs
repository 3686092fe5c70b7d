using Soma.Sweeps;
using Soma.Testing;
using Soma.Tests.Training;
using Soma.Training;

namespace Soma.Tests.Sweeps;

public sealed class RunShelfTests : IDisposable
{
    private readonly TinySweep _sweep = new();
    private readonly string _elsewhere;

    public RunShelfTests() => _elsewhere = _sweep.Folder("elsewhere");

    public void Dispose() => _sweep.Dispose();

    // Whoever trained it gave the folder, the experiment and its title names of his own.
    [Fact]
    public void A_finished_run_is_found_by_what_it_computes_whatever_it_is_called()
    {
        SweepCell cell = _sweep.Plan().Cell(2);
        MadeUpRun.Write(Folder("deep", "in", "there"), cell.Experiment with { Name = "mine", Title = "My run", Source = "me" }, 0.75);
        RunShelf shelf = RunShelf.Of(_elsewhere);
        CellResult found = shelf.Find(cell)!;
        Assert.Equal((1, CellState.Finished, 0.75), (shelf.Count, found.State, found.TestAccuracy));
        Assert.Same(cell, found.Cell);
    }

    [Theory]
    [InlineData("seed=9")]
    [InlineData("batchSize=9")]
    [InlineData("rule.leak=0.3")]
    public void A_run_that_computes_something_else_is_not_taken(string change)
    {
        SweepCell cell = _sweep.Plan().Cell(1);
        MadeUpRun.Write(Folder("other"), ExperimentReader.Read(cell.Experiment.ToJson(), "other", change), 0.75);
        Assert.Null(RunShelf.Of(_elsewhere).Find(cell));
    }

    [Fact]
    public void A_longer_run_is_read_at_the_epoch_that_is_wanted_and_a_shorter_one_is_not_taken()
    {
        SweepCell cell = _sweep.Plan().Cell(1);
        MadeUpRun.Write(Folder("run"), cell.Experiment with { Epochs = 9 }, 0.5, epochs: 4);
        RunShelf shelf = RunShelf.Of(_elsewhere);
        Assert.Equal(4, shelf.Find(cell with { Experiment = cell.Experiment with { Epochs = 4 } })!.EpochsDone);
        Assert.Null(shelf.Find(cell with { Experiment = cell.Experiment with { Epochs = 5 } }));
    }

    [Fact]
    public void A_finished_run_counts_before_one_that_diverged_of_another_version()
    {
        SweepCell cell = _sweep.Plan().Cell(1);
        MadeUpRun.WriteDiverged(Folder("a"), cell.Experiment);
        Assert.Equal(CellState.Diverged, RunShelf.Of(_elsewhere).Find(cell)!.State);
        MadeUpRun.Write(Folder("b"), cell.Experiment, 0.5);
        Assert.Equal(CellState.Finished, RunShelf.Of(_elsewhere).Find(cell)!.State);
    }

    [Fact]
    public void A_broken_run_is_told_with_its_folder_and_the_others_are_found()
    {
        SweepCell cell = _sweep.Plan().Cell(1);
        File.WriteAllText(Path.Combine(MadeUpRun.Write(Folder("broken"), cell.Experiment, 0.5), "experiment.json"), "{ \"name\": ");
        MadeUpRun.Write(Folder("whole"), cell.Experiment, 0.5);
        RunShelf shelf = RunShelf.Of(_elsewhere, _sweep.InRuns("nowhere"));
        Assert.NotNull(shelf.Find(cell));
        Assert.Contains("broken' was passed over", Assert.Single(shelf.Unusable), StringComparison.Ordinal);
    }

    // The run elsewhere has an accuracy that no run of this sweep has.
    [Fact]
    public void A_sweep_takes_over_what_is_finished_elsewhere_and_makes_the_rest()
    {
        SweepCell first = _sweep.Plan().Cell(1);
        string run = MadeUpRun.Write(Folder("run"), first.Experiment, 0.125);
        byte[] before = File.ReadAllBytes(Path.Combine(run, "events.jsonl"));
        SweepRunner runner = new(_sweep.Plan(), _sweep.Runs, static _ => TinyProblem.Data) { Elsewhere = RunShelf.Of(_elsewhere) };
        SweepSurvey survey = runner.Survey();
        Assert.Equal(3, survey.Open.Count);
        Assert.Equal(3, runner.Run(survey, new JobShare(1, 1)).In(CellState.Finished).Count);
        Assert.Equal(0.125, runner.Look(1).TestAccuracy);
        Assert.False(Directory.Exists(_sweep.InRuns(first.Folder)));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(run, "events.jsonl")));
    }

    [Fact]
    public void Times_are_those_of_finished_runs_of_the_kind_and_otherwise_tried_or_unknown()
    {
        SweepRunner runner = _sweep.Runner();
        Assert.All(runner.Times(runner.Survey(), null), static time => Assert.Null(time.Whole));
        Assert.All(runner.Times(runner.Survey(), TimeSpan.FromMilliseconds(1)), static time => Assert.True(time.Whole > TimeSpan.Zero && !time.IsRecorded));
        MadeUpRun.Write(_sweep.InRuns(_sweep.Plan().Cell(1).Folder), _sweep.Plan().Cell(1).Experiment, 0.5);
        Assert.All(runner.Times(runner.Survey(), null), static time => Assert.Equal(new RunTime(TimeSpan.FromSeconds(2), true), time));
    }

    private string Folder(params string[] names) => Path.Combine([_elsewhere, .. names]);
}
