using System.Globalization;
using Soma.Training;

namespace Soma.Reports;

/// <summary>Turns the rows of a run's metrics back into the reports they were written from, and checks what a report relies on.</summary>
internal sealed class EpochRows
{
    // Without these there is nothing to report; all others may be missing, or new.
    private static readonly string[] _needed = ["epoch", "train_accuracy", "test_accuracy"];

    private readonly string _path;
    private readonly MetricsTable _table;
    private readonly int _planned;
    private readonly List<string> _problems;

    private EpochRows(string path, MetricsTable table, int planned, List<string> problems)
    {
        _path = path;
        _table = table;
        _planned = planned;
        _problems = problems;
    }

    /// <summary>Whether a file is missing or has its first line at most, as before the end of the first epoch.</summary>
    public static bool AreNone(string path) => !File.Exists(path) || File.ReadLines(path).Take(2).Count() < 2;

    /// <summary>The epochs of a file.</summary>
    /// <param name="path">A <c>metrics.csv</c>.</param>
    /// <param name="planned">Epochs that the experiment asks for.</param>
    /// <param name="problems">Where to note what is wrong.</param>
    /// <returns>Only to be used if no problem was noted.</returns>
    public static IReadOnlyList<EpochReport> Read(string path, int planned, List<string> problems)
    {
        try
        {
            MetricsTable table = MetricsTable.Read(path);
            string[] missing = [.. _needed.Except(table.Columns).Select(static column => $"'{column}'")];
            if (table.Rows.Count == 0)
                problems.Add($"'{path}' is missing or holds no epoch, so no epoch of this run has ended yet; let it finish one.");
            else if (missing.Length > 0)
                problems.Add($"'{path}' has no column {string.Join(" and ", missing)} in its first line. Restore the file, or leave the run out.");
            else
                return new EpochRows(path, table, planned, problems).All();
        }
        catch (RunFolderException failure)
        {
            problems.Add(failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{path}' cannot be read: {failure.Message}");
        }

        return [];
    }

    private List<EpochReport> All() => [.. Enumerable.Range(0, _table.Rows.Count).Select(row => new EpochReport(
        Epoch(row),
        _planned,
        Value("rate_factor", row),
        Share("train_accuracy", row),
        Share("test_accuracy", row),
        Layers("angle.", row),
        Layers("silent.", row),
        Layers("saturated.", row),
        Value("ms_per_minibatch", row),
        Value("seconds", row))
        {
            Information = Layers("information.", row),
            Objective = _table.Columns.Contains("objective") ? Value("objective", row) : null,
        })];

    private double Value(string column, int row) => _table.Column(column) is { Count: > 0 } values ? values[row] : double.NaN;

    private double[] Layers(string prefix, int row) =>
        [.. _table.Columns.Zip(_table.Rows[row]).Where(cell => cell.First.StartsWith(prefix, StringComparison.Ordinal)).Select(static cell => cell.Second)];

    private int Epoch(int row)
    {
        double written = Value("epoch", row);
        if (written != row + 1)
            Refuse(row, string.Create(CultureInfo.InvariantCulture, $"is of epoch {written}, but epoch {row + 1} comes next"));
        return row + 1;
    }

    private double Share(string column, int row)
    {
        double value = Value(column, row);
        if (!(value is >= 0 and <= 1))
            Refuse(row, string.Create(CultureInfo.InvariantCulture, $"has {column} {value}, but it is a share from 0 to 1"));
        return value;
    }

    // Line 1 holds the names of the columns.
    private void Refuse(int row, string fault) =>
        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"'{_path}', line {row + 2}, {fault}. Restore the file, or leave the run out."));
}
