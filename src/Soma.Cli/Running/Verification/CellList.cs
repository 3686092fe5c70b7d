using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Reports;
using Soma.Sweeps;
using Soma.Verification;

namespace Soma.Cli.Running.Verification;

/// <summary>Lists what can be verified, and how long it takes here; trains nothing.</summary>
/// <param name="terminal">Where.</param>
/// <param name="plan">What is listed.</param>
/// <param name="runner">Its runs.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class CellList(Terminal terminal, VerificationPlan plan, SweepRunner runner, bool json)
{
    // For all that is tried, and for each of it.
    private const double Budget = 6, Longest = 1, Shortest = 0.15;

    /// <summary>Writes it.</summary>
    /// <param name="probe">Whether a few minibatches are tried of what was never run.</param>
    /// <param name="cancellation">Stops the trying.</param>
    public ExitCode Write(bool probe, CancellationToken cancellation)
    {
        SweepSurvey survey = runner.Survey();
        if (probe && !json)
            terminal.Error.WriteLine("timing a few minibatches of what was never run here; --no-probe leaves it out");
        IReadOnlyList<RunTime> times = runner.Times(survey, probe ? Patience : null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        ILookup<string, (CellResult Result, RunTime Time)> runs = survey.Results.Zip(times).ToLookup(static run => run.First.Cell.Experiment.Name, static run => (run.First, run.Second));
        if (json)
        {
            foreach (VerificationTarget target in plan.Targets)
                WriteJson(target, [.. runs[target.Cell.Run]]);
            return ExitCode.Done;
        }

        terminal.Console.Write(Tables.Of(["cell", "published (%)", "epochs", "done", "one seed"], Rows(runs)));
        WriteNotes([.. runs.SelectMany(static group => group)]);
        return ExitCode.Done;
    }

    private TimeSpan Patience => TimeSpan.FromSeconds(Math.Clamp(Budget / plan.Sweep.Settings, Shortest, Longest));

    private static bool HasCurve(PublishedCell cell) => PublishedCurves.Library.Of(cell.Published.Curve).Count > 0;

    private static int Done((CellResult Result, RunTime Time)[] runs) => runs.Count(static run => run.Result.State is CellState.Finished or CellState.Diverged);

    // Each table of a paper under its own name, so that the names of cells have the width to themselves.
    private IEnumerable<string[]> Rows(ILookup<string, (CellResult Result, RunTime Time)> runs)
    {
        (string, string) current = default;
        foreach (VerificationTarget target in plan.Targets)
        {
            if (current != (target.Cell.Paper, target.Cell.Table))
                yield return [$"{target.Cell.Paper} {target.Cell.Table}", "", "", "", ""];
            current = (target.Cell.Paper, target.Cell.Table);
            yield return Row(target, [.. runs[target.Cell.Run]]);
        }
    }

    private static string[] Row(VerificationTarget target, (CellResult Result, RunTime Time)[] runs) =>
    [
        $"  {target.Cell.Name}",
        Published(target.Value),
        $"{Wording.Whole(target.Epochs)}{(HasCurve(target.Cell) ? ", curve" : "")}",
        $"{Wording.Whole(Done(runs))}/{Wording.Whole(runs.Length)}",
        runs[0].Time.Whole is { } time ? $"{Wording.Duration(time)}{(runs[0].Time.IsRecorded ? "" : " ?")}" : "–",
    ];

    private void WriteNotes((CellResult Result, RunTime Time)[] runs)
    {
        terminal.Out.WriteLine("Published: mean ± sample standard deviation of the test accuracy (seeds). Curve: --epochs can be used.");
        terminal.Out.WriteLine("One seed: hours, minutes, seconds on one thread, as an earlier run of its kind took; with ? as a few minibatches take now, roughly.");
        if (runs.Any(static run => run.Time.Whole is null))
            terminal.Out.WriteLine("–: nothing of the kind was run here, and it was not tried, or its data is not here. See: soma data list");
        TimeSpan left = runs.Where(static run => run.Result.State is CellState.Missing or CellState.Unfinished).Aggregate(TimeSpan.Zero, static (sum, run) => sum + Left(run.Result, run.Time.Whole ?? TimeSpan.Zero));
        string known = left > TimeSpan.Zero ? $", {Wording.Duration(left)} on one thread{(runs.Any(static run => run.Time.Whole is null) ? ", without those of which no time is known" : "")}" : "";
        terminal.Out.WriteLine($"{Wording.Count(plan.Targets.Count, "cell")}, {Wording.Count(plan.Seeds, "seed")} of each: {Wording.Count(runs.Length - Done(runs), "run")} to do{known}.");
    }

    private static TimeSpan Left(CellResult result, TimeSpan whole) => whole * (1 - ((double)result.EpochsDone / result.Cell.Experiment.Epochs));

    private void WriteJson(VerificationTarget target, (CellResult Result, RunTime Time)[] runs) => JsonLines.Write(terminal.Out, new
    {
        Event = "cell",
        target.Cell.Table,
        Cell = target.Cell.Name,
        Experiment = target.Cell.Experiment.Name,
        target.Epochs,
        Published = target.Value,
        HasCurve = HasCurve(target.Cell),
        Seeds = runs.Length,
        Done = Done(runs),
        SecondsOfSeed = runs[0].Time.Whole?.TotalSeconds,
        runs[0].Time.IsRecorded,
    });

    private static string Published(PublishedValue value) => value.StandardDeviation is { } deviation
        ? string.Create(CultureInfo.InvariantCulture, $"{value.Mean:F2} ± {deviation:F2} ({value.Seeds})")
        : string.Create(CultureInfo.InvariantCulture, $"{value.Mean:F2} ({value.Seeds})");
}
