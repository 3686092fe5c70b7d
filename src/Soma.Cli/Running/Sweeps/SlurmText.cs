using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Sweeps.Slurm;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep on a cluster told in lines of text.</summary>
internal static class SlurmText
{
    // More words of a log, or more cells with their logs, would hide what they are to explain.
    private const int MostLetters = 300, MostCells = 5;

    /// <summary>That a job was accepted.</summary>
    /// <param name="job">The job.</param>
    public static string Submitted(SlurmJob job) =>
        $"submitted   job {job.Id}{(job.Cluster is { } cluster ? $" on {cluster}" : "")}, {Wording.Count(job.Array.Cells.Count, "cell")}: {Numbers(job.Array.Cells)}";

    /// <summary>That jobs are gone and their cells are submitted again.</summary>
    /// <param name="lost">The cells.</param>
    public static string Lost(IReadOnlyList<int> lost) => $"gone        the {(lost.Count == 1 ? "job of cell" : "jobs of cells")} {Numbers(lost)}, unfinished; submitted again";

    /// <summary>What the queue shows.</summary>
    /// <param name="look">A look at it.</param>
    public static string Queue(SlurmLook look) => look.Trouble is { } trouble
        ? $"no answer: {trouble.ReplaceLineEndings(" ")}"
        : Invariant($"{look.Running} running, {look.Pending} waiting{(look.Reason is { } reason and not "None" ? $" ({reason})" : "")}");

    /// <summary>That nothing is left to be submitted, and what can be done.</summary>
    /// <param name="standing">How the sweep stands.</param>
    public static string NothingNew(SlurmStanding standing) =>
        $"Nothing was submitted: the {Wording.Count(standing.Queued.Count, "open cell")} {(standing.Queued.Count == 1 ? "is" : "are")} queued or running already, in {Jobs(standing)}. Follow with --wait, or end {(standing.LivingJobs.Count == 1 ? "it" : "them")} with: {Cancel(standing)}";

    /// <summary>That the jobs go on without being followed.</summary>
    /// <param name="standing">Knows them.</param>
    public static string NoLongerFollowed(SlurmStanding standing) =>
        $"no longer followed. The jobs go on; the same command follows them again. End them, saved, with: {Cancel(standing)}";

    /// <summary>That cells are unfinished and nobody is left to end them, with what their logs say.</summary>
    /// <param name="unfinished">The cells.</param>
    /// <param name="logOf">The log of a cell; null if there is none.</param>
    public static string Unfinished(IReadOnlyList<CellResult> unfinished, Func<int, string?> logOf)
    {
        string cells = $"{(unfinished.Count == 1 ? "cell" : "cells")} {Numbers([.. unfinished.Select(static result => result.Cell.Number)])}";
        IEnumerable<string> details = unfinished.Take(MostCells).Select(result => $"  cell {Wording.Whole(result.Cell.Number)}: {Reason(result, logOf(result.Cell.Number))}");
        return string.Join(Environment.NewLine, [
            $"{cells} of the sweep {(unfinished.Count == 1 ? "is" : "are")} unfinished, and no job is left that would end {(unfinished.Count == 1 ? "it" : "them")}: out of time, cancelled, or on a node that died.",
            .. details, "The same command submits what is missing, and it goes on where it was saved.",
        ]);
    }

    /// <summary>Cells as "1-4, 7".</summary>
    /// <param name="cells">Their numbers, rising.</param>
    public static string Numbers(IReadOnlyList<int> cells) => new SlurmArray(0, cells).Tasks.Replace(",", ", ", StringComparison.Ordinal);

    /// <summary>A word as a shell reads it back.</summary>
    /// <param name="word">Any text.</param>
    public static string Word(string word) => word.All(static letter => char.IsAsciiLetterOrDigit(letter) || "/.-_=,+:@%".Contains(letter)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string Reason(CellResult result, string? log)
    {
        if (result.LastFailure is { } last)
            return SweepText.LastFailure(last);
        if (log is null)
            return "it was not submitted";
        try
        {
            string words = File.ReadLines(log).LastOrDefault(static line => line.Trim().Length > 0) ?? "";
            return words.Length == 0 ? $"the log {log} is empty" : $"the log {log} ends with: {words[..Math.Min(words.Length, MostLetters)]}";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"there is no log {log}, so it never began";
        }
    }

    private static string Jobs(SlurmStanding standing) => $"{(standing.LivingJobs.Count == 1 ? "job" : "jobs")} {string.Join(", ", standing.LivingJobs.Select(static job => job.Id))}";

    private static string Cancel(SlurmStanding standing) => $"scancel {string.Join(' ', standing.LivingJobs.Select(static job => job.Id))}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
