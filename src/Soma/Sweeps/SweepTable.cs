using System.Globalization;
using System.Text;
using Soma.Data;
using Soma.Metrics;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>
/// What a sweep brought, one row per setting. It is made of the run folders and holds no times, so that it is the same, byte for byte, however often the sweep was interrupted
/// and however many runs went on at once.
/// </summary>
/// <param name="Keys">The keys that settings change, in the order of the sweep file.</param>
/// <param name="Rows">One per setting, in order.</param>
public sealed record SweepTable(IReadOnlyList<string> Keys, IReadOnlyList<SweepRow> Rows)
{
    /// <summary>The file that holds it as CSV, in the sweep's folder.</summary>
    public const string CsvFile = "table.csv";

    /// <summary>The file that holds it as Markdown.</summary>
    public const string MarkdownFile = "table.md";

    private const string Nothing = "–";

    /// <summary>The heads of <see cref="Cells"/>.</summary>
    public IReadOnlyList<string> Heads =>
    [
        .. HasLabels ? ["setting"] : Array.Empty<string>(), .. Keys, "seeds", "test accuracy (%)", "of each seed (%)", .. HasPublished ? ["published (%)"] : Array.Empty<string>(), "remarks",
    ];

    /// <summary>The table as texts for people, accuracies in percent.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cells => [.. Rows.Select(RowOf)];

    // Where every setting is told by its changes a column for them together would say it twice.
    private bool HasLabels => Keys.Count == 0 || Rows.Any(static row => row.IsNamed);

    private bool HasPublished => Rows.Any(static row => row.Published is not null);

    /// <summary>The text of <c>table.csv</c>: one line per setting, accuracies from 0 to 1 with all their digits, lists divided by spaces.</summary>
    public string ToCsv()
    {
        StringBuilder csv = new();
        string[] published = HasPublished ? ["published_mean", "published_std"] : [];
        AppendLine(csv, ["setting", .. Keys, "seeds", "test_accuracy_mean", "test_accuracy_std", "test_accuracies", .. published, "collapsed_seeds", "diverged_seeds", "missing_seeds"]);
        foreach (SweepRow row in Rows)
        {
            string[] reference = HasPublished ? [Number(row.Published?.TestAccuracy / 100), Number(row.Published?.TestSpread / 100)] : [];
            AppendLine(csv, [
                row.Setting.Label,
                .. Keys.Select(row.ValueOf),
                Joined(row.Finished.Select(static result => result.Cell.Experiment.Seed)),
                Number(row.Mean),
                Number(row.StandardDeviation),
                string.Join(' ', row.Finished.Select(static result => Number(result.TestAccuracy))),
                .. reference,
                Joined(row.Collapsed),
                Joined(row.Diverged),
                Joined(row.Missing),
            ]);
        }

        return csv.ToString();
    }

    /// <summary>Makes the table.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="results">How its runs stand, in order.</param>
    /// <param name="data">The data of an experiment, to tell what guessing would score.</param>
    internal static SweepTable Of(SweepPlan plan, IEnumerable<CellResult> results, Func<Experiment, DatasetPair> data)
    {
        List<SweepRow> rows = [];
        List<string> keys = [];
        foreach (IGrouping<int, CellResult> runs in results.GroupBy(static result => result.Cell.Setting.Number))
        {
            CellResult[] all = [.. runs];
            SweepSetting setting = all[0].Cell.Setting;
            keys.AddRange(setting.Changes.Select(static change => change.Key).Except(keys));
            CellResult[] finished = [.. all.Where(static result => result.State == CellState.Finished)];
            PublishedResult? published = all[0].Cell.Experiment.Published;
            rows.Add(new SweepRow(setting, finished)
            {
                IsNamed = plan.IsNamed(setting.Number),
                Published = published?.Epochs == all[0].Cell.Experiment.Epochs ? published : null,
                Collapsed = [.. finished.Where(result => Chance.IsLevelOf(result.TestAccuracy!.Value, data(result.Cell.Experiment).Test)).Select(SeedOf)],
                Diverged = [.. all.Where(static result => result.State == CellState.Diverged).Select(SeedOf)],
                Missing = [.. all.Where(static result => result.State is not (CellState.Finished or CellState.Diverged)).Select(SeedOf)],
            });
        }

        return new SweepTable(keys, rows);
    }

    private static ulong SeedOf(CellResult result) => result.Cell.Experiment.Seed;

    private static void AppendLine(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Quoted)).Append('\n');

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Joined(IEnumerable<ulong> seeds) => string.Join(' ', seeds.Select(static seed => seed.ToString(CultureInfo.InvariantCulture)));

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture);

    private string[] RowOf(SweepRow row)
    {
        string[] label = HasLabels ? [row.Setting.Label] : [];
        string[] published = HasPublished ? [row.Published is { } result ? result.TestText : Nothing] : [];
        string accuracy = (row.Mean, row.StandardDeviation) switch
        {
            (null, _) => Nothing,
            ({ } mean, null) => Percent(mean),
            ({ } mean, { } deviation) => $"{Percent(mean)} ± {Percent(deviation)}",
        };
        return
        [
            .. label,
            .. Keys.Select(row.ValueOf),
            row.Finished.Count == 0 ? Nothing : string.Join(", ", row.Finished.Select(static result => result.Cell.Experiment.Seed.ToString(CultureInfo.InvariantCulture))),
            accuracy,
            row.Finished.Count == 0 ? Nothing : string.Join(", ", row.Finished.Select(static result => Percent(result.TestAccuracy!.Value))),
            .. published,
            string.Join("; ", Remarks(row)),
        ];
    }

    private static IEnumerable<string> Remarks(SweepRow row)
    {
        if (row.Collapsed.Count > 0)
            yield return $"no better than guessing: {Seeds(row.Collapsed)}";
        if (row.Diverged.Count > 0)
            yield return $"diverged: {Seeds(row.Diverged)}";
        if (row.Missing.Count > 0)
            yield return $"not finished: {Seeds(row.Missing)}";
    }

    private static string Seeds(IReadOnlyList<ulong> seeds) => $"seed{(seeds.Count == 1 ? "" : "s")} {string.Join(", ", seeds.Select(static seed => seed.ToString(CultureInfo.InvariantCulture)))}";
}
