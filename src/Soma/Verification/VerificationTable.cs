using System.Globalization;
using System.Text;
using Soma.Sweeps;

namespace Soma.Verification;

/// <summary>What a verification brought. It is made of the run folders and holds no times and no places, so that equal runs give equal bytes.</summary>
/// <param name="Plan">What was verified.</param>
/// <param name="Rows">One per cell, in order.</param>
public sealed record VerificationTable(VerificationPlan Plan, IReadOnlyList<VerificationRow> Rows)
{
    private const string Nothing = "–";

    private static readonly string[] _columns =
    [
        "table", "cell", "experiment", "epochs", "published_mean", "published_std", "published_seeds", "seeds", "measured_mean", "measured_std", "test_accuracies",
        "collapsed_seeds", "diverged_seeds", "missing_seeds", "difference", "allowed", "verdict",
    ];

    /// <summary>The heads of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["cell", "published", "measured", "seeds", "off by", "allowed", "verdict"];

    /// <summary>The heads of <see cref="LongCells"/>.</summary>
    public static IReadOnlyList<string> LongHeads { get; } = ["cell", "experiment", "published", "measured", "of each seed", "off by", "allowed", "verdict"];

    /// <summary>The rows as short texts for a terminal, in percent.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cells =>
        [.. Rows.Select(static row => (string[])[row.Target.Cell.Name, Published(row), Measured(row), $"{Whole(row.Ended.Count)} of {Whole(row.Runs.Count)}", .. Judged(row)])];

    /// <summary>The rows with all that is known, in percent; a seed stands before what it reached.</summary>
    public IReadOnlyList<IReadOnlyList<string>> LongCells => [.. Rows.Select(static row => (string[])
    [
        row.Target.Cell.Name,
        row.Target.Cell.Experiment.Name,
        $"{Published(row)} ({Whole(row.Target.Value.Seeds)})",
        Measured(row),
        row.Ended.Count == 0 ? Nothing : string.Join(", ", row.Ended.Zip(row.Accuracies, static (seed, accuracy) => $"{Whole(seed)}: {Percent(accuracy)}")),
        .. Judged(row),
    ])];

    /// <summary>What the rows leave to be said, a sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. Rows.SelectMany(NotesOf), .. LeftOut()];

    /// <summary>How many cells have a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public int Count(Verdict verdict) => Rows.Count(row => row.Agreement.Verdict == verdict);

    /// <summary>Makes the table of what is in the run folders now.</summary>
    /// <param name="plan">What is verified.</param>
    /// <param name="runner">Runs the plan's sweep.</param>
    /// <exception cref="Soma.Data.DataException">Runs are finished, but their data is not there to tell what guessing would score.</exception>
    public static VerificationTable Of(VerificationPlan plan, SweepRunner runner)
    {
        ILookup<string, CellResult> runs = runner.Survey().Results.ToLookup(static result => result.Cell.Experiment.Name);
        return new(plan, [.. plan.Targets.Select(target =>
        {
            CellResult[] own = [.. runs[target.Cell.Run]];
            return new VerificationRow(target, own)
            {
                Collapsed = [.. own.Where(static run => run.State == CellState.Finished).Where(runner.IsCollapsed).Select(static run => run.Cell.Experiment.Seed)],
            };
        })]);
    }

    /// <summary>The text of <c>verify.csv</c>: one line per cell, accuracies from 0 to 1 with all their digits, lists divided by spaces.</summary>
    public string ToCsv()
    {
        StringBuilder csv = new();
        csv.AppendJoin(',', _columns).Append('\n');
        foreach (VerificationRow row in Rows)
        {
            (PublishedCell cell, int epochs, PublishedValue value) = row.Target;
            csv.AppendJoin(
                ',',
                cell.Table,
                cell.Name,
                cell.Experiment.Name,
                Whole(epochs),
                Share(value.Mean),
                Share(value.StandardDeviation),
                Whole(value.Seeds),
                Joined(row.Ended),
                Share(row.Mean),
                Share(row.StandardDeviation),
                string.Join(' ', row.Accuracies.Select(static accuracy => Share(accuracy))),
                Joined(row.Collapsed),
                Joined(row.Diverged),
                Joined(row.Missing),
                Share(row.Agreement.Difference),
                Share(row.Agreement.Allowed),
                NameOf(row.Agreement.Verdict)).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>A verdict as people read it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string NameOf(Verdict verdict) => verdict == Verdict.NotEnough ? "not enough" : verdict.ToString().ToLowerInvariant();

    private static string Published(VerificationRow row) => $"{Percent(row.Target.Value.Mean)} ± {Percent(row.Target.Value.StandardDeviation)}";

    private static string Measured(VerificationRow row) => (row.Mean, row.StandardDeviation) switch
    {
        (null, _) => Nothing,
        ({ } mean, null) => Percent(mean),
        ({ } mean, { } deviation) => $"{Percent(mean)} ± {Percent(deviation)}",
    };

    private static string[] Judged(VerificationRow row) =>
    [
        row.Agreement.Difference is { } difference ? difference.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : Nothing,
        row.Agreement.Allowed is { } allowed ? $"± {Percent(allowed)}" : Nothing,
        NameOf(row.Agreement.Verdict),
    ];

    private static IEnumerable<string> NotesOf(VerificationRow row)
    {
        string name = $"{row.Target.Cell.Table} {row.Target.Cell.Name}";
        if (row.Collapsed.Count > 0)
            yield return $"{name}: no better than guessing: {Seeds(row.Collapsed)}.";
        if (row.Diverged.Count > 0)
            yield return $"{name}: diverged, and counted as guessing: {Seeds(row.Diverged)}.";
        if (row.Agreement.Remark.Length > 0 && row.Ended.Count > 0)
            yield return $"{name}: {row.Agreement.Remark}.";
    }

    private static string Seeds(IReadOnlyList<ulong> seeds) => $"seed{(seeds.Count == 1 ? "" : "s")} {string.Join(", ", seeds.Select(Whole))}";

    private static string Joined(IReadOnlyList<ulong> seeds) => string.Join(' ', seeds.Select(Whole));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Whole(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    // Twelve digits are more than any accuracy has, and hide what a division by a hundred leaves behind.
    private static string Share(double? percent) => percent is { } value ? Math.Round(value / 100, 12).ToString("R", CultureInfo.InvariantCulture) : "";

    private IEnumerable<string> LeftOut() => Plan.LeftOut.Count == 0
        ? []
        : [$"Left out, since nothing was published of them after {(Plan.Epochs is { } epochs ? Whole(epochs) : Nothing)} epoch{(Plan.Epochs == 1 ? "" : "s")}: {string.Join(", ", Plan.LeftOut.Select(static cell => $"{cell.Table} {cell.Name}"))}."];
}
