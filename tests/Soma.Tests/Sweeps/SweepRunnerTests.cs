using Soma.Numerics;
using Soma.Sweeps;
using Soma.Tests.Training;
using Soma.Training;

namespace Soma.Tests.Sweeps;

public sealed class SweepRunnerTests : IDisposable
{
    private readonly TinySweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_sweep_gives_the_numbers_of_its_runs_made_one_by_one()
    {
        _sweep.Run();
        SweepCell cell = _sweep.Plan().Cell(4);
        using ThreadTeam team = new(1);
        RunResult alone = TrainingRun.Create(TinyProblem.Experiment("epochs=1", "seed=4", "rule.feedforwardRates=[0.5,0.3]"), TinyProblem.Data, team).Run(SilentObserver.Instance, default);
        Assert.Equal(alone.LastEpoch!.TestAccuracy, _sweep.Runner().Look(4).TestAccuracy);
        Assert.Equal("feedforwardRates=0.5_0.3,seed=4", cell.Folder);
    }

    [Fact]
    public void Tables_and_checkpoints_do_not_depend_on_the_jobs()
    {
        string other = _sweep.Folder("other");
        Assert.Equal(_sweep.Run(jobs: 1), _sweep.Run(jobs: 3, runs: other));
        Assert.All(_sweep.Plan().Cells, cell => Assert.Equal(File.ReadAllBytes(Checkpoint(_sweep.Runs, cell)), File.ReadAllBytes(Checkpoint(other, cell))));
    }

    [Fact]
    public void What_is_finished_is_not_touched_again()
    {
        _sweep.Run();
        Dictionary<string, byte[]> before = Files();
        Recorder recorder = new();
        _sweep.Run(watcher: recorder);
        Assert.Empty(recorder.Started);
        Assert.Equal(before, Files());
    }

    // After each minibatch of the whole sweep once: the table must not show it.
    [Fact]
    public void An_interrupted_sweep_goes_on_to_the_same_bytes()
    {
        string whole = _sweep.Run(runs: _sweep.Folder("whole")), broken = "";
        for (int times = 0; times < 3; times++)
        {
            using CancellationTokenSource source = new();
            Recorder stopper = new() { OnStart = source.Cancel };
            broken = _sweep.Run(watcher: stopper, cancellation: source.Token);
            Assert.Single(stopper.Started);
        }

        Assert.NotEqual(whole, broken);
        Assert.Equal(whole, _sweep.Run());
    }

    [Fact]
    public void An_interrupted_sweep_says_so_and_a_finished_one_does_not()
    {
        SweepRunner runner = _sweep.Runner();
        Assert.True(runner.Run(runner.Survey(), new JobShare(1, 1), null, new CancellationToken(canceled: true)).IsInterrupted);
        Assert.Equal(4, runner.Survey().Open.Count);
        Assert.False(runner.Run(runner.Survey(), new JobShare(1, 1)).IsInterrupted);
        Assert.Empty(runner.Survey().Open);
    }

    // Both look before either begins, so each would begin every run if the folder were not asked again under its lock.
    [Fact]
    public void Of_two_sweeps_with_the_same_folder_each_run_is_made_by_one()
    {
        Recorder[] recorders = [new(), new()];
        SweepSurvey[] surveys = [_sweep.Runner().Survey(), _sweep.Runner().Survey()];
        WorkerThreads.Run(2, number => _sweep.Runner().Run(surveys[number], new JobShare(2, 2), recorders[number]));
        Assert.Equal(
            _sweep.Plan().Cells.Select(static cell => cell.Folder).Order(),
            recorders.SelectMany(static recorder => recorder.Started).Select(static cell => cell.Folder).Order());
        Assert.Equal(_sweep.Run(runs: _sweep.Folder("alone")), _sweep.Runner().Tabulate().ToCsv());
    }

    [Fact]
    public void A_run_that_somebody_else_makes_is_left_to_him()
    {
        SweepCell second = _sweep.Plan().Cell(2);
        SweepRunner runner = _sweep.Runner();
        SweepOutcome outcome;
        using (RunFolder.OpenOrCreate(_sweep.InRuns(second.Folder), second.Experiment))
            outcome = runner.Run(runner.Survey(), new JobShare(1, 1));
        Assert.Equal([CellState.Finished, CellState.Busy, CellState.Finished, CellState.Finished], outcome.Results.Select(static result => result.State));
        Assert.Contains(",3,", runner.Tabulate().ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_another_experiment_is_refused_and_told_and_the_rest_goes_on()
    {
        SweepCell first = _sweep.Plan().Cell(1);
        _sweep.Train(first with { Experiment = first.Experiment with { BatchSize = 9 } }, default);
        Dictionary<string, byte[]> before = Files();
        SweepRunner runner = _sweep.Runner();
        SweepSurvey survey = runner.Survey();
        Assert.Equal(CellState.Failed, survey.Results[0].State);
        Assert.Contains("another experiment; they differ in batchSize", survey.Results[0].Trouble, StringComparison.Ordinal);
        Assert.Equal(3, runner.Run(survey, new JobShare(2, 2)).In(CellState.Finished).Count);
        Dictionary<string, byte[]> after = Files();
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    [Fact]
    public void A_broken_checkpoint_fails_its_run_only_and_stays_as_it_is()
    {
        SweepCell first = _sweep.Plan().Cell(1);
        _sweep.Train(first, new CancellationToken(canceled: true));
        byte[] half = File.ReadAllBytes(Checkpoint(_sweep.Runs, first))[..1000];
        File.WriteAllBytes(Checkpoint(_sweep.Runs, first), half);
        SweepRunner runner = _sweep.Runner();
        SweepOutcome outcome = runner.Run(runner.Survey(), new JobShare(1, 1));
        Assert.Equal(first.Folder, Assert.Single(outcome.In(CellState.Failed)).Cell.Folder);
        Assert.Equal(3, outcome.In(CellState.Finished).Count);
        Assert.Equal(half, File.ReadAllBytes(Checkpoint(_sweep.Runs, first)));
    }

    // A neural step of 10 leaves every range within one relaxation.
    [Fact]
    public void A_diverging_run_is_recorded_the_rest_goes_on_and_it_is_not_tried_again()
    {
        const string Diverging = """
            { "name": "d", "experiment": "tiny.json", "epochs": 1, "seeds": [0, 1],
              "cases": [ { "name": "wild", "rule.neuralStep": { "rule": "constant", "start": 10 }, "rule.perturbation": 1e-7, "rule.freeSweeps": 90 }, { "name": "calm" } ] }
            """;
        SweepRunner runner = _sweep.Runner(Diverging);
        SweepOutcome outcome = runner.Run(runner.Survey(), new JobShare(2, 2));
        Assert.Equal([CellState.Diverged, CellState.Diverged, CellState.Finished, CellState.Finished], outcome.Results.Select(static result => result.State));
        Assert.Empty(runner.Survey().Open);
        SweepTable table = runner.Tabulate();
        Assert.Equal([0UL, 1], table.Rows[0].Diverged);
        Assert.Null(table.Rows[0].Mean);
        Assert.Contains("wild,\"{\"\"rule\"\":\"\"constant\"\",\"\"start\"\":10}\",1e-7,90,,,,,,0 1,", table.ToCsv(), StringComparison.Ordinal);
        Assert.Equal("diverged: seeds 0, 1", table.Cells[0][^1]);
    }

    // The first epochs of a longer run are the run: asking for more goes on, asking for fewer reads what is there.
    [Fact]
    public void More_epochs_go_on_and_fewer_are_there_already()
    {
        string three = TinySweep.Json.Replace("\"epochs\": 1", "\"epochs\": 3", StringComparison.Ordinal);
        string one = _sweep.Run(), more = _sweep.Run(three);
        Assert.NotEqual(one, more);
        Assert.Equal(more, _sweep.Run(three, runs: _sweep.Folder("at-once")));
        Recorder recorder = new();
        Assert.Equal(one, _sweep.Run(watcher: recorder));
        Assert.Empty(recorder.Started);
    }

    [Fact]
    public void A_network_that_does_not_fit_the_data_is_refused_before_a_folder_is_made()
    {
        SweepRunner runner = _sweep.Runner("""{ "name": "m", "experiment": "tiny.json", "grid": { "architecture": [[12, 9, 3], [13, 9, 3]] } }""");
        SweepException failure = Assert.Throws<SweepException>(() => runner.RequireData(runner.Survey()));
        Assert.All(failure.Problems, static problem => Assert.Contains("'architecture=[13,9,3]' cannot be run: architecture: begins with 13 units", problem.Message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_sweep.Runs));
    }

    [Fact]
    public void Each_dataset_is_read_once()
    {
        int reads = 0;
        SweepRunner runner = new(_sweep.Plan(), _sweep.Runs, _ =>
        {
            reads++;
            return TinyProblem.Data;
        });
        SweepSurvey survey = runner.Survey();
        runner.RequireData(survey);
        Assert.True(runner.Estimate(survey, new JobShare(2, 2)) > TimeSpan.Zero);
        runner.Run(survey, new JobShare(2, 2));
        runner.Tabulate();
        Assert.Equal(1, reads);
    }

    [Fact]
    public void The_mean_and_the_sample_deviation_are_those_of_the_seeds()
    {
        _sweep.Run();
        double a = _sweep.Runner().Look(1).TestAccuracy!.Value, b = _sweep.Runner().Look(2).TestAccuracy!.Value;
        SweepRow row = _sweep.Runner().Tabulate().Rows[0];
        Assert.Equal((a + b) / 2, row.Mean!.Value, 12);
        Assert.Equal(Math.Abs(a - b) / Math.Sqrt(2), row.StandardDeviation!.Value, 12);
    }

    [Theory]
    [InlineData(null, 4, 100, 4, new[] { 1, 1, 1, 1 })]
    [InlineData(2, 4, 100, 2, new[] { 2, 2 })]
    [InlineData(3, 8, 100, 3, new[] { 3, 3, 2 })]
    [InlineData(8, 4, 100, 8, new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(8, 4, 2, 2, new[] { 2, 2 })]
    [InlineData(8, 4, 0, 1, new[] { 4 })]
    public void The_threads_are_shared_out_among_the_jobs(int? asked, int threads, int runs, int jobs, int[] each)
    {
        JobShare share = JobShare.Of(asked, threads, runs);
        Assert.Equal(jobs, share.Jobs);
        Assert.Equal(each, Enumerable.Range(0, jobs).Select(share.ThreadsOf));
    }

    private static string Checkpoint(string runs, SweepCell cell) => Path.Combine(runs, cell.Folder, "checkpoint.safetensors");

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(_sweep.Runs, "*", SearchOption.AllDirectories).ToDictionary(static path => path, File.ReadAllBytes);

    private sealed class Recorder : ISweepWatcher
    {
        public List<SweepCell> Started { get; } = [];

        public Action OnStart { get; init; } = static () => { };

        public void OnStarted(SweepSurvey survey, JobShare share)
        {
        }

        public void OnCellStarted(int job, SweepCell cell, RunStart start)
        {
            Started.Add(cell);
            OnStart();
        }

        public void OnAdvanced(int job, in MinibatchReport minibatch, SweepProgress progress)
        {
        }

        public void OnEpoch(int job, SweepCell cell, EpochReport epoch)
        {
        }

        public void OnCellEnded(int job, CellResult result, SweepProgress progress)
        {
        }
    }
}
