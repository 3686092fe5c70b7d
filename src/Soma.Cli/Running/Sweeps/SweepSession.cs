using Soma.Cli.Reporting;
using Soma.Reports;
using Soma.Sweeps;

namespace Soma.Cli.Running.Sweeps;

/// <summary>Runs a sweep, or one cell of it, and tells of it.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="runner">The sweep.</param>
/// <param name="folder">Where it lies, as it was written.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class SweepSession(Terminal terminal, SweepRunner runner, string folder, bool json)
{
    /// <summary>Lists the cells and how they stand; runs nothing.</summary>
    public ExitCode List()
    {
        SweepSurvey survey = runner.Survey();
        foreach (CellResult result in survey.Results)
        {
            if (json)
                JsonLines.Write(terminal.Out, new { Cell = result.Cell.Number, result.Cell.Folder, result.Cell.Experiment.Seed, Setting = result.Cell.Setting.Label, result.State, result.TestAccuracy, result.Trouble, result.LastFailure });
            else
                terminal.Out.WriteLine($"{Wording.Whole(result.Cell.Number)}  {SweepText.NameOf(result.State)}  {result.Cell.Folder}{SweepText.Why(result)}");
        }

        return ExitCode.Done;
    }

    /// <summary>Runs all cells that are open, and tables what there is.</summary>
    /// <param name="jobs">Runs at a time; null for one per thread.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public ExitCode RunAll(int? jobs, int threads, CancellationToken cancellation)
    {
        SweepSurvey survey = runner.Survey();
        SweepOutcome outcome = Run(survey, JobShare.Of(jobs, threads, survey.Open.Count), cancellation);
        Tabulate();
        return Conclude([.. survey.Results.Where(static result => result.State is CellState.Diverged or CellState.Failed), .. outcome.Results], outcome.IsInterrupted);
    }

    /// <summary>Runs one cell, all threads its own, and leaves the table alone.</summary>
    /// <param name="number">The cell, from 1.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public ExitCode RunCell(int number, int threads, CancellationToken cancellation)
    {
        SweepSurvey survey = new([runner.Look(number)]);

        // Nobody watches one task of hundreds, and a guess would cost each of them seconds.
        SweepOutcome outcome = Run(survey, new JobShare(1, threads), isEstimated: false, cancellation);
        return Conclude(outcome.Results.Count > 0 ? outcome.Results : survey.Results, outcome.IsInterrupted);
    }

    /// <summary>Runs what is open of a survey and tells of it.</summary>
    /// <param name="survey">How the runs stand.</param>
    /// <param name="share">How many at a time.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public SweepOutcome Run(SweepSurvey survey, JobShare share, CancellationToken cancellation) => Run(survey, share, isEstimated: true, cancellation);

    /// <summary>Tables what there is.</summary>
    public void Tabulate()
    {
        SweepTable table = SweepTableFiles.Write(folder, runner.Tabulate);
        if (json)
            return;
        terminal.Console.Write(Tables.Of(table.Heads, table.Cells));
        terminal.Out.WriteLine($"wrote {Path.Combine(folder, "table.csv")} and table.md beside it");
    }

    /// <summary>Says what went wrong, and what comes of it.</summary>
    /// <param name="results">How the runs stand.</param>
    /// <param name="interrupted">Whether the sweep was asked to stop.</param>
    public ExitCode Conclude(IReadOnlyList<CellResult> results, bool interrupted)
    {
        CellResult[] failed = [.. results.Where(static result => result.State == CellState.Failed)];
        CellResult[] busy = [.. results.Where(static result => result.State == CellState.Busy)];
        int diverged = results.Count(static result => result.State == CellState.Diverged);
        if (json)
            JsonLines.Write(terminal.Out, new { Event = interrupted ? "interrupted" : "ended", Failed = failed.Length, Diverged = diverged, Busy = busy.Length });
        foreach (CellResult result in failed)
            Failures.Report($"cell {Wording.Whole(result.Cell.Number)}: {result.Trouble}", terminal);
        if (interrupted)
        {
            terminal.Error.WriteLine("interrupted and saved. The same command goes on.");
            return ExitCode.Interrupted;
        }

        if (busy.Length > 0)
            terminal.Error.WriteLine($"{Wording.Count(busy.Length, "cell")} of the sweep {(busy.Length == 1 ? "is" : "are")} being run by another process, which will write the table when it ends; or give the same command again then.");
        if (failed.Length > 0 || busy.Length > 0)
            return ExitCode.Failed;
        if (diverged == 0)
            return ExitCode.Done;
        Failures.Report($"{Wording.Count(diverged, "cell")} of the sweep diverged. {Training.Divergence.Advice}", terminal);
        return ExitCode.Diverged;
    }

    private SweepOutcome Run(SweepSurvey survey, JobShare share, bool isEstimated, CancellationToken cancellation)
    {
        runner.RequireData(survey);
        TimeSpan? estimate = isEstimated ? runner.Estimate(survey, share, cancellation) : null;
        if (json)
        {
            JsonLines.Write(terminal.Out, new { Event = "plan", runner.Plan.Name, Folder = folder, Cells = survey.Results.Count, Open = survey.Open.Count, share.Jobs, share.Threads, EstimatedSeconds = estimate?.TotalSeconds });
            return runner.Run(survey, share, new JsonSweep(terminal.Out), cancellation);
        }

        foreach (string line in SweepText.Header(runner.Plan, folder, survey))
            terminal.Out.WriteLine(line);
        if (survey.Open.Count > 0)
            terminal.Out.WriteLine(SweepText.Plan(share, estimate));
        terminal.Out.Flush();
        return terminal.IsInteractive
            ? BarSweep.Watch(terminal.Console, watcher => runner.Run(survey, share, watcher, cancellation))
            : runner.Run(survey, share, new PlainSweep(terminal.Out), cancellation);
    }
}
