using System.Text;

namespace Soma.Reports;

/// <summary>A table as GitHub shows it, set so that its source reads well too.</summary>
public static class MarkdownTable
{
    // GitHub needs at least three dashes below a head.
    private const int NarrowestColumn = 3;

    /// <summary>Writes a table; each line ends in a line feed.</summary>
    /// <param name="heads">One per column. Columns of numbers are set to the right.</param>
    /// <param name="rows">Cells, as many as there are heads; pipes and line breaks in them are made harmless.</param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are heads.</exception>
    public static string Write(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.FirstOrDefault(row => row.Count != heads.Count) is { } odd)
            throw new ArgumentException($"A row of {odd.Count} cells does not fit a table of {heads.Count} columns.", nameof(rows));
        string[][] cells = [.. rows.Prepend(heads).Select(static row => row.Select(Harmless).ToArray())];
        bool[] numeric = [.. heads.Select((_, column) => rows.Count > 0 && cells.Skip(1).All(row => IsNumber(row[column])))];
        int[] widths = [.. heads.Select((_, column) => cells.Max(row => Math.Max(NarrowestColumn, row[column].Length)))];

        StringBuilder table = new();
        AppendRow(table, cells[0], widths, numeric);
        table.Append('|').AppendJoin('|', widths.Select((width, column) => numeric[column] ? $" {new string('-', width - 1)}: " : $" {new string('-', width)} ")).Append("|\n");
        foreach (string[] row in cells.Skip(1))
            AppendRow(table, row, widths, numeric);
        return table.ToString();
    }

    private static void AppendRow(StringBuilder table, string[] cells, int[] widths, bool[] numeric) =>
        table.Append('|').AppendJoin('|', cells.Select((cell, column) => $" {(numeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))} ")).Append("|\n");

    private static string Harmless(string text) => text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(static letter => char.IsAsciiDigit(letter) || letter is ' ' or ',' or '.' or '±' or '-' or '–');
}
