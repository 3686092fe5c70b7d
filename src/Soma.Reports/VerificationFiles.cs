using System.Globalization;
using System.Text;
using Soma.Verification;

namespace Soma.Reports;

/// <summary>Keeps a verification as <c>verify.csv</c> and <c>verify.md</c>.</summary>
public static class VerificationFiles
{
    /// <summary>Their names.</summary>
    public const string Csv = "verify.csv", Markdown = "verify.md";

    /// <summary>Writes both files over earlier ones; each appears whole or not at all.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    /// <param name="table">What was found.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, VerificationTable table)
    {
        Directory.CreateDirectory(folder);
        SweepTableFiles.WriteText(Path.Combine(folder, Csv), table.ToCsv());
        SweepTableFiles.WriteText(Path.Combine(folder, Markdown), MarkdownOf(table));
    }

    /// <summary>The text of <c>verify.md</c>.</summary>
    /// <param name="table">What was found.</param>
    public static string MarkdownOf(VerificationTable table)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {table.Plan.Name}, verified\n\n`{table.Plan.Command}`\n\n{SummaryOf(table)}\n");
        IEnumerable<(VerificationRow Row, IReadOnlyList<string> Cells)> rows = table.Rows.Zip(table.LongCells);
        foreach (var part in rows.GroupBy(static row => (row.Row.Target.Cell.Table, row.Row.Target.Epochs)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Key.Table}, after {part.Key.Epochs} epoch{(part.Key.Epochs == 1 ? "" : "s")}\n\n");
            text.Append(MarkdownTable.Write(VerificationTable.LongHeads, [.. part.Select(static row => row.Cells)]));
        }

        text.Append(CultureInfo.InvariantCulture, $"\nAccuracy on the test set in percent: mean ± sample standard deviation, behind published ones the number of their seeds. {CriterionOf()}\n");
        foreach (string note in table.Notes)
            text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        return text.Append(table.Notes.Count > 0 ? "\n" : "").ToString();
    }

    /// <summary>How many cells pass, in a sentence.</summary>
    /// <param name="table">What was found.</param>
    public static string SummaryOf(VerificationTable table) => string.Create(
        CultureInfo.InvariantCulture,
        $"{table.Rows.Count} cell{(table.Rows.Count == 1 ? "" : "s")}: {table.Count(Verdict.Pass)} pass, {table.Count(Verdict.Fail)} fail, {table.Count(Verdict.NotEnough)} with not enough to tell.");

    private static string CriterionOf() => string.Create(
        CultureInfo.InvariantCulture,
        $"*Allowed* is where the mean of as many further seeds of the published program would lie in {100 * Agreement.Confidence:F0} of 100 cases. A seed that diverged or is no better than guessing fails its cell unless published seeds were lost too. Cells that are the same computation share their runs.");
}
