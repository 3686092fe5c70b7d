using Soma.Sweeps;
using Soma.Sweeps.Slurm;

namespace Soma.Tests.Sweeps.Slurm;

public sealed class SlurmSweepTests : IDisposable
{
    private readonly TinySweep _sweep = new();
    private readonly FakeSlurm _slurm = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void Submitting_writes_the_script_submits_all_cells_and_remembers_the_job()
    {
        SlurmSubmission submission = Sweep(new SlurmOptions { AtMost = 3 }).Submit();
        SlurmJob job = Assert.Single(submission.Submitted);
        Assert.Equal(("11", 4), (job.Id, job.Array.Cells.Count));
        Assert.Equal($"sbatch --parsable --array=1-4%3 {_sweep.InRuns("sweep.sbatch")}", _slurm.Commands[^1]);
        Assert.Equal(Sweep().Script, File.ReadAllText(_sweep.InRuns("sweep.sbatch")));
        Assert.True(Directory.Exists(_sweep.InRuns("logs")));
        Assert.Equal([1, 2, 3, 4], Sweep().Look().Queued);
    }

    [Fact]
    public void What_is_queued_is_not_submitted_again()
    {
        Sweep().Submit();
        SlurmSubmission again = Sweep().Submit();
        Assert.Empty(again.Submitted);
        Assert.Equal([1, 2, 3, 4], again.Standing.Queued);
        Assert.Single(Submissions());
    }

    // A job that vanished, for whatever reason, leaves cells that count as missing; those that it finished do not.
    [Fact]
    public void Only_what_is_neither_done_nor_queued_is_submitted_again()
    {
        Sweep().Submit();
        Train(1);
        _slurm.Tasks.RemoveAll(static task => task.Number is 1 or 2 or 4);
        Assert.Equal([2, 4], Sweep().Look().Lost);
        SlurmSubmission again = Sweep().Submit();
        Assert.Equal([2, 4], Assert.Single(again.Submitted).Array.Cells);
        Assert.Contains("--array=2,4 ", Submissions()[^1], StringComparison.Ordinal);
        Assert.Equal(["11", "12"], again.Standing.Jobs.Select(static job => job.Id));
        Assert.Equal([2, 3, 4], again.Standing.Queued);
    }

    [Fact]
    public void A_sweep_with_more_cells_than_an_array_may_have_is_divided_and_the_limit_holds_for_all()
    {
        _slurm.MaxArraySize = 4;
        Sweep(new SlurmOptions { AtMost = 2 }).Submit();
        string script = _sweep.InRuns("sweep.sbatch");
        Assert.Equal([$"sbatch --parsable --array=1-3%2 {script}", $"sbatch --parsable --array=1%2 --dependency=afterany:11 {script} 3"], Submissions());
        Assert.Equal([1, 2, 3, 4], Sweep().Look().Queued);
        _slurm.Tasks.RemoveAll(static task => task.Job == "12");
        Assert.Equal([4], Sweep().Look().Lost);
    }

    [Fact]
    public void The_commands_that_are_shown_are_those_that_are_given()
    {
        _slurm.MaxArraySize = 4;
        SlurmSweep sweep = Sweep(new SlurmOptions { AtMost = 2 });
        string[] shown = [.. sweep.Commands(sweep.Look(), 4).Select(static words => string.Join(' ', words).Replace("JOB1", "11", StringComparison.Ordinal))];
        Assert.False(Directory.Exists(_sweep.Runs));
        sweep.Submit();
        Assert.Equal(Submissions(), shown);
    }

    [Fact]
    public void A_refusal_is_told_in_Slurms_words_and_what_was_accepted_before_is_remembered()
    {
        _slurm.MaxArraySize = 3;
        _slurm.RefusesAfter = 1;
        Assert.Contains("Invalid partition name specified", Assert.Throws<SlurmException>(() => Sweep().Submit()).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], Sweep().Look().Queued);
        _slurm.RefusesAfter = int.MaxValue;
        Assert.Equal([3, 4], Assert.Single(Sweep().Submit().Submitted).Array.Cells);
    }

    [Fact]
    public void Without_Slurm_nothing_is_written_and_the_way_out_is_said()
    {
        _slurm.IsThere = false;
        SlurmException failure = Assert.Throws<SlurmException>(() => Sweep().Submit());
        Assert.True(failure.IsMissing);
        Assert.Contains("--dry-run, or run the sweep here with --jobs", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_sweep.Runs));
    }

    [Fact]
    public void Two_who_submit_at_once_submit_once()
    {
        Sweep(watcherCalls: () => Assert.Contains("somebody else", Assert.Throws<SlurmException>(() => Sweep().Submit()).Message, StringComparison.Ordinal));
        Assert.Single(Submissions());
    }

    [Fact]
    public void A_file_of_jobs_that_cannot_be_understood_is_named_and_nothing_is_submitted()
    {
        Directory.CreateDirectory(_sweep.Runs);
        foreach (string broken in (string[])["{ \"jobs\":", "{}", "null", """{ "jobs": [ { "id": "3", "cells": "x" } ] }"""])
        {
            File.WriteAllText(_sweep.InRuns("slurm.json"), broken);
            Assert.Contains("slurm.json", Assert.Throws<SlurmException>(() => Sweep().Submit()).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Submissions());
    }

    [Fact]
    public void Following_ends_when_all_runs_are_done_and_the_table_is_that_of_a_local_sweep()
    {
        SlurmSubmission submission = Sweep().Submit();
        int cell = 0;
        _slurm.BeforeQueue = () => End(++cell, trained: true);
        Recorder recorder = new();
        SlurmOutcome outcome = Follow(submission.Standing, recorder);
        Assert.Empty(outcome.Unfinished);
        Assert.Equal([1, 2, 3, 4], recorder.Ended.Select(static result => result.Cell.Number));
        Assert.Equal(["0/4", "1/4", "2/4", "3/4", "4/4"], recorder.Looks.Select(static look => $"{look.Progress.CellsEnded}/{look.Progress.Cells}").Prepend("0/4").Distinct());
        Assert.Equal("Resources", recorder.Looks[0].Reason);
        Assert.Equal(_sweep.Run(runs: _sweep.Folder("local")), _sweep.Runner().Tabulate().ToCsv());
    }

    // Files may be seen later than the end of their task: one look without tasks is not enough.
    [Fact]
    public void A_job_that_vanished_ends_the_following_after_a_while_and_tells_what_is_unfinished()
    {
        SlurmSubmission submission = Sweep().Submit();
        int looks = 0;
        _slurm.BeforeQueue = () =>
        {
            if (++looks == 1)
                _slurm.Tasks.Clear();
            else if (looks == 2)
                Train(3);
        };
        SlurmOutcome outcome = Follow(submission.Standing);
        Assert.Equal([1, 2, 4], outcome.Unfinished.Select(static result => result.Cell.Number));
        Assert.False(outcome.IsInterrupted);
        Assert.Equal(3, looks);
        Assert.Equal(_sweep.InRuns("logs/11_4.log"), Sweep().LogOf(4, submission.Standing));
    }

    // A controller that is started anew does not answer for a while.
    [Fact]
    public void Following_outlasts_a_queue_that_does_not_answer()
    {
        SlurmSubmission submission = Sweep().Submit();
        for (int times = 0; times < 5; times++)
            _slurm.QueueAnswers.Enqueue(new ProgramAnswer(1, "", "slurm_load_jobs error: Unable to contact slurm controller (connect failure)"));
        int looks = 0;
        _slurm.BeforeQueue = () => End(++looks - 6, trained: true);
        Recorder recorder = new();
        Assert.Empty(Follow(submission.Standing, recorder).Unfinished);
        Assert.Contains("Unable to contact", recorder.Looks[4].Trouble, StringComparison.Ordinal);
        Assert.Null(recorder.Looks[5].Trouble);
    }

    [Fact]
    public void A_run_that_failed_is_told_at_once_and_stays_open()
    {
        SlurmSubmission submission = Sweep().Submit();
        int cell = 0;
        _slurm.BeforeQueue = () =>
        {
            if (++cell == 2)
                Fail(2);
            End(cell, trained: cell != 2);
        };
        Recorder recorder = new();
        SlurmOutcome outcome = Follow(submission.Standing, recorder);
        Assert.Equal("The disk is gone.", Assert.Single(outcome.Unfinished).LastFailure!.Why);
        Assert.Equal([1, 2, 3, 4], recorder.Ended.Select(static result => result.Cell.Number));

        // A failure of before is not one of this time.
        SlurmSubmission again = Sweep().Submit();
        cell = 1;
        _slurm.BeforeQueue = () => End(cell++, trained: true);
        Assert.Empty(Follow(again.Standing).Unfinished);
    }

    [Fact]
    public void Following_can_be_ended_and_the_jobs_stay()
    {
        SlurmSubmission submission = Sweep().Submit();
        SlurmOutcome outcome = Sweep().Follow(submission.Standing, TimeSpan.Zero, null, new CancellationToken(canceled: true));
        Assert.True(outcome.IsInterrupted);
        Assert.Equal(4, _slurm.Tasks.Count);
    }

    private SlurmSweep Sweep(SlurmOptions? options = null) =>
        new(_sweep.Runner(), new JobCommand(["soma"], _sweep.Origin, _sweep.Runs, null, "/"), options ?? new SlurmOptions(), new SlurmClient(_slurm));

    private void Sweep(Action watcherCalls) => Sweep().Submit(new Recorder { OnFirst = watcherCalls });

    private SlurmOutcome Follow(SlurmStanding standing, Recorder? recorder = null) => Sweep().Follow(standing, TimeSpan.Zero, recorder);

    private string[] Submissions() => [.. _slurm.Commands.Where(static command => command.StartsWith("sbatch", StringComparison.Ordinal))];

    private void Train(int cell) => _sweep.Train(_sweep.Plan().Cell(cell), default);

    private void Fail(int cell)
    {
        SweepRunner runner = new(_sweep.Plan(), _sweep.Runs, static _ => throw new IOException("The disk is gone."));
        runner.Run(new SweepSurvey([runner.Look(cell)]), new JobShare(1, 1));
    }

    private void End(int cell, bool trained)
    {
        if (trained && cell is >= 1 and <= 4)
            Train(cell);
        _slurm.Tasks.RemoveAll(task => task.Number == cell);
    }

    private sealed class Recorder : ISlurmWatcher
    {
        public List<SlurmLook> Looks { get; } = [];

        public List<CellResult> Ended { get; } = [];

        public Action OnFirst { get; init; } = static () => { };

        public void OnStanding(SlurmStanding standing) => OnFirst();

        public void OnSubmitted(SlurmJob job, string words)
        {
        }

        public void OnLooked(SlurmLook look) => Looks.Add(look);

        public void OnCellEnded(CellResult result, SweepProgress progress) => Ended.Add(result);
    }
}
