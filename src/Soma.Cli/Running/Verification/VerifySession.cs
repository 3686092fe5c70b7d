using Soma.Cli.Reporting;
using Soma.Cli.Running.Sweeps;
using Soma.Reports;
using Soma.Sweeps;
using Soma.Verification;

namespace Soma.Cli.Running.Verification;

/// <summary>Runs a verification and tells of it.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="plan">What is verified.</param>
/// <param name="runner">Its runs.</param>
/// <param name="folder">Where they lie, as it was written.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class VerifySession(Terminal terminal, VerificationPlan plan, SweepRunner runner, string folder, bool json)
{
    /// <summary>Makes the runs that are missing, and judges.</summary>
    /// <param name="jobs">Runs at a time; null for one per thread.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public ExitCode Run(int? jobs, int threads, CancellationToken cancellation)
    {
        SweepSurvey survey = runner.Survey();
        TellOfSpreads();
        SweepOutcome outcome = new SweepSession(terminal, runner, folder, json).Run(survey, JobShare.Of(jobs, threads, survey.Open.Count), cancellation);
        CellResult[] troubled = [.. survey.Results.Where(static result => result.State == CellState.Failed), .. outcome.In(CellState.Failed), .. outcome.In(CellState.Busy)];
        foreach (CellResult result in troubled)
            Failures.Report($"{result.Cell.Folder}: {result.Trouble}", terminal);
        if (outcome.IsInterrupted)
        {
            Tell();
            terminal.Error.WriteLine("interrupted and saved. The same command goes on.");
            return ExitCode.Interrupted;
        }

        ExitCode code = Judge();
        return troubled.Length > 0 && code == ExitCode.Done ? ExitCode.Failed : code;
    }

    /// <summary>Judges the runs that are there.</summary>
    public ExitCode Judge()
    {
        VerificationTable table = Tell();
        if (table.Rows.All(static row => row.Ended.Count == 0))
            Failures.Report($"There is nothing to judge: no run of these cells has ended in {folder}, or where else runs were looked for. Train them, without --no-training, or name folders of runs with --runs.", terminal);
        VerificationRow[] failed = [.. table.Rows.Where(static row => row.Agreement.Verdict != Verdict.Pass)];
        if (failed.Length == 0)
            return ExitCode.Done;
        return failed.Any(static row => row.Diverged.Count > 0) ? ExitCode.Diverged : ExitCode.Failed;
    }

    // Days of training are not begun for a verdict that cannot be given.
    private void TellOfSpreads()
    {
        int without = plan.Targets.Count(static target => target.Value.StandardDeviation is null);
        if (without == 0)
            return;
        string found = $"{Wording.Whole(without)} of {Wording.Count(plan.Targets.Count, "cell")}";
        string told = without == 1 ? "was published without a spread, so it is shown" : "were published without a spread, so they are shown";
        terminal.Error.WriteLine($"note: {found} {told} beside what is measured but can neither pass nor fail, and this command cannot end with 0.");
    }

    private VerificationTable Tell()
    {
        VerificationTable table = VerificationTable.Of(plan, runner);
        VerificationFiles.Write(folder, table);
        if (json)
            WriteJson(table);
        else
            WriteText(table);
        return table;
    }

    private void WriteText(VerificationTable table)
    {
        foreach (IGrouping<(string Table, int Epochs), int> part in Enumerable.Range(0, table.Rows.Count).GroupBy(row => (table.Rows[row].Target.Cell.Table, table.Rows[row].Target.Epochs)))
        {
            terminal.Out.WriteLine($"{part.Key.Table}, after {Wording.Count(part.Key.Epochs, "epoch")}:");
            terminal.Console.Write(Tables.Of(VerificationTable.Heads, part.Select(row => table.Cells[row])));
        }

        foreach (string note in table.Notes)
            terminal.Out.WriteLine(note);
        terminal.Out.WriteLine($"{VerificationFiles.SummaryOf(table)} What is allowed, and why: docs/verifying.md");
        terminal.Out.WriteLine($"wrote {Path.Combine(folder, VerificationFiles.Csv)} and {VerificationFiles.Markdown} beside it");
    }

    private void WriteJson(VerificationTable table)
    {
        foreach (VerificationRow row in table.Rows)
        {
            JsonLines.Write(terminal.Out, new
            {
                Event = "verdict",
                row.Target.Cell.Table,
                Cell = row.Target.Cell.Name,
                Experiment = row.Target.Cell.Experiment.Name,
                row.Target.Epochs,
                Published = row.Target.Value,
                Seeds = row.Ended,
                row.Accuracies,
                row.Mean,
                row.StandardDeviation,
                row.Collapsed,
                row.Diverged,
                row.Missing,
                row.Agreement.Difference,
                row.Agreement.Allowed,
                row.Agreement.Verdict,
            });
        }
    }
}
