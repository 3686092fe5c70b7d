using System.Globalization;
using Soma.Training;

namespace Soma.Reports;

/// <summary>Reads a <c>metrics.csv</c>. Columns are found by name, so that further ones may come.</summary>
internal sealed class MetricsText
{
    private static readonly string[] _needed = ["epoch", "rate_factor", "train_accuracy", "test_accuracy", "ms_per_minibatch", "seconds"];

    private readonly string _path;
    private readonly string[] _columns;
    private readonly List<string> _problems;

    private MetricsText(string path, string[] columns, List<string> problems)
    {
        _path = path;
        _columns = columns;
        _problems = problems;
    }

    /// <summary>The epochs of the text.</summary>
    /// <returns>Only to be used if no problem was noted.</returns>
    public static IReadOnlyList<EpochReport> Parse(string csv, string path, int planned, List<string> problems)
    {
        string[] lines = csv.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        string[] columns = lines[0].Split(',');
        string[] missing = [.. _needed.Except(columns)];
        if (missing.Length > 0)
        {
            problems.Add($"'{path}' has no column {string.Join(", ", missing.Select(static column => $"'{column}'"))} in its first line; a run's has {string.Join(",", _needed)}.");
            return [];
        }

        if (lines.Length == 1)
            problems.Add($"'{path}' holds no epoch yet; let the run finish one.");
        MetricsText text = new(path, columns, problems);
        return [.. lines.Skip(1).Select((line, index) => text.Epoch(line, index + 1, planned))];
    }

    private EpochReport Epoch(string line, int number, int planned)
    {
        string[] cells = line.Split(',');
        if (cells.Length != _columns.Length)
        {
            Refuse(number, $"has {cells.Length} values for {_columns.Length} columns");
            return new(number, planned, 0, 0, 0, [], [], [], 0, 0);
        }

        if (cells[Array.IndexOf(_columns, "epoch")] != number.ToString(CultureInfo.InvariantCulture))
            Refuse(number, $"is of epoch '{cells[Array.IndexOf(_columns, "epoch")]}', but epoch {number} comes next");
        return new(
            number,
            planned,
            Number(cells, "rate_factor", number),
            Share(cells, "train_accuracy", number),
            Share(cells, "test_accuracy", number),
            Layers(cells, "angle.", number),
            Layers(cells, "silent.", number),
            Layers(cells, "saturated.", number),
            Number(cells, "ms_per_minibatch", number),
            Number(cells, "seconds", number));
    }

    private double[] Layers(string[] cells, string prefix, int number) =>
        [.. _columns.Where(column => column.StartsWith(prefix, StringComparison.Ordinal)).Select(column => Number(cells, column, number))];

    private double Share(string[] cells, string column, int number)
    {
        double value = Number(cells, column, number);
        if (value is < 0 or > 1)
            Refuse(number, $"has {column} {value.ToString(CultureInfo.InvariantCulture)}, but it is a share from 0 to 1");
        return value;
    }

    private double Number(string[] cells, string column, int number)
    {
        string cell = cells[Array.IndexOf(_columns, column)];
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            return value;
        Refuse(number, $"has {column} '{cell}', which is no number");
        return 0;
    }

    // Line 1 holds the names of the columns.
    private void Refuse(int number, string fault) => _problems.Add($"'{_path}', line {number + 1}, {fault}. Restore the file, or leave the run out.");
}
