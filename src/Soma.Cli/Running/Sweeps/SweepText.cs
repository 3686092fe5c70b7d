using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Training;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep told in lines of text.</summary>
internal static class SweepText
{
    /// <summary>What a sweep is and how it stands.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="folder">Where it lies.</param>
    /// <param name="survey">How its runs stand.</param>
    public static IEnumerable<string> Header(SweepPlan plan, string folder, SweepSurvey survey)
    {
        yield return $"sweep       {plan.Name}{(plan.Title.Length > 0 ? $": {plan.Title}" : "")}";
        yield return Invariant($"runs        {Wording.Count(plan.Count, "cell")}: {Wording.Count(plan.Settings, "setting")}{(plan.Seeds.Count > 0 ? $" × {Wording.Count(plan.Seeds.Count, "seed")}" : "")}");
        yield return $"folder      {folder}";
        string[] states = [.. Enum.GetValues<CellState>().Select(state => (State: state, Count: survey.Count(state))).Where(static state => state.Count > 0).Select(static state => Invariant($"{state.Count} {NameOf(state.State)}"))];
        yield return $"so far      {string.Join(", ", states)}";
    }

    /// <summary>How the processors are shared and how long it will take.</summary>
    /// <param name="share">Jobs and threads.</param>
    /// <param name="estimate">About how long; null if nobody guessed.</param>
    public static string Plan(JobShare share, TimeSpan? estimate) =>
        Invariant($"jobs        {share.Jobs} at a time, {Wording.Count(share.Threads, "thread")} in all{(estimate is { } time ? $"; about {Wording.Duration(time)}" : "")}");

    /// <summary>A state as a word.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(CellState state) => state switch
    {
        CellState.Missing => "to do",
        CellState.Busy => "run elsewhere",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>That a run begins or goes on.</summary>
    /// <param name="cell">The run.</param>
    /// <param name="start">Where it stands.</param>
    public static string Started(SweepCell cell, RunStart start) => start.IsResumed
        ? Invariant($"goes on     {cell.Number}  {cell.Folder}, after epoch {start.EpochsDone}, minibatch {start.MinibatchesDone} of {start.Minibatches}")
        : Invariant($"begins      {cell.Number}  {cell.Folder}");

    /// <summary>How a run ended.</summary>
    /// <param name="result">The run.</param>
    /// <param name="progress">Where the sweep stands.</param>
    public static string Ended(CellResult result, SweepProgress progress) =>
        Invariant($"{Word(result.State),-11} {result.Cell.Number}  {result.Cell.Folder}{Details(result)}  ({progress.CellsEnded}/{progress.Cells}{Left(progress)})");

    /// <summary>What is or was wrong with a run, as it goes on behind its folder; nothing if nothing is.</summary>
    /// <param name="result">The run.</param>
    public static string Why(CellResult result) => result switch
    {
        { Trouble: { } trouble } => $"  {trouble}",
        { LastFailure: { } failure } => $"  {LastFailure(failure)}",
        _ => "",
    };

    /// <summary>When and why an attempt failed.</summary>
    /// <param name="failure">The failure.</param>
    public static string LastFailure(RunFailure failure) => Invariant($"failed on {failure.When.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {failure.Why}");

    /// <summary>Time left, as it goes on behind a text; nothing if it is not known.</summary>
    /// <param name="progress">Where the sweep stands.</param>
    public static string Left(SweepProgress progress) => progress is { Left: { } left, Share: < 1 } ? $", {Wording.Duration(left)} left" : "";

    private static string Word(CellState state) => state switch
    {
        CellState.Finished => "done",
        CellState.Missing or CellState.Unfinished => "stopped",
        CellState.Busy => "elsewhere",
        _ => NameOf(state),
    };

    private static string Details(CellResult result) => result.State switch
    {
        CellState.Finished => $"  test {Wording.Percent(result.TestAccuracy!.Value)}",
        CellState.Diverged => Invariant($"  in epoch {result.DivergedIn}"),
        _ => result.Trouble is { } trouble ? $": {trouble}" : "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
