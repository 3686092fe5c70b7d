using System.Globalization;
using System.Text;

namespace Soma.Training;

/// <summary>
/// <c>metrics.csv</c>, or another table of numbers whose first column is the epoch. <c>metrics.csv</c> has one row per epoch. Columns: <c>epoch</c> (from 1), <c>rate_factor</c>, <c>train_accuracy</c>, <c>test_accuracy</c>,
/// in a run with validation samples <c>validation_accuracy</c>, in one with a guard <c>back_offs</c>, <c>angle.2</c> …, <c>silent.1</c> …, <c>saturated.1</c> …, in a run that is watched <c>information.1</c> … (nats between layers k − 1 and k) and
/// <c>objective</c>, <c>ms_per_minibatch</c>, <c>seconds</c>. Accuracies and shares are from 0 to 1; NaN is what was not measured in that epoch.
/// </summary>
/// <param name="Columns">The names of the columns; none while there is no row.</param>
/// <param name="Rows">As many values per row as there are columns.</param>
public sealed record MetricsTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Rows)
{
    // Angles and times carry no more than this many meaningful decimals.
    private const int AngleDecimals = 4, ShareDecimals = 6, TimeDecimals = 3, NatDecimals = 6;

    /// <summary>A table without rows.</summary>
    public static MetricsTable Empty { get; } = new([], []);

    /// <summary>Reads a table.</summary>
    /// <param name="path">A <c>metrics.csv</c>.</param>
    /// <returns>The table; empty if there is no such file.</returns>
    /// <exception cref="RunFolderException">It is not such a table.</exception>
    public static MetricsTable Read(string path)
    {
        if (!File.Exists(path))
            return Empty;
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0)
            return Empty;
        string[] columns = lines[0].Split(',');
        if (columns[0] != "epoch")
            throw new RunFolderException($"'{path}' begins with '{lines[0]}', but expected was a line of names that starts with 'epoch'. Move the file away to go on without it.");
        List<IReadOnlyList<double>> rows = [];
        for (int line = 1; line < lines.Length; line++)
            rows.Add(ParseRow(path, line + 1, lines[line], columns.Length));
        return new MetricsTable(columns, rows);
    }

    /// <summary>A column's values.</summary>
    /// <param name="name">For example "test_accuracy".</param>
    /// <returns>One value per row; empty if there is no such column.</returns>
    public IReadOnlyList<double> Column(string name)
    {
        int index = Columns.ToList().IndexOf(name);
        return index < 0 ? [] : [.. Rows.Select(row => row[index])];
    }

    /// <summary>Reads the rows of the first epochs.</summary>
    internal static MetricsTable ReadUpTo(string path, int epochs)
    {
        MetricsTable table = Read(path);
        return table with { Rows = [.. table.Rows.Where(row => row[0] <= epochs)] };
    }

    /// <summary>The table with one more row.</summary>
    internal MetricsTable With(EpochReport report)
    {
        (string Name, double Value)[] cells =
        [
            ("epoch", report.Epoch),
            ("rate_factor", report.RateFactor),
            ("train_accuracy", report.TrainAccuracy),
            ("test_accuracy", report.TestAccuracy),
            .. Optional("validation_accuracy", report.ValidationAccuracy),
            .. Optional("back_offs", report.BackOffs),
            .. Numbered("angle", 2, report.AlignmentAngles, AngleDecimals),
            .. Numbered("silent", 1, report.Silent, ShareDecimals),
            .. Numbered("saturated", 1, report.Saturated, ShareDecimals),
            .. Numbered("information", 1, report.Information, NatDecimals),
            .. Optional("objective", report.Objective is { } objective ? Math.Round(objective, NatDecimals) : null),
            ("ms_per_minibatch", Math.Round(report.MillisecondsPerMinibatch, TimeDecimals)),
            ("seconds", Math.Round(report.Seconds, TimeDecimals)),
        ];
        string[] columns = Joined([.. cells.Select(static cell => cell.Name)]);
        Dictionary<string, double> row = cells.ToDictionary(static cell => cell.Name, static cell => cell.Value);
        return new MetricsTable(columns, [.. Rows.Select(earlier => Widened(earlier, columns)), [.. columns.Select(column => row.GetValueOrDefault(column, double.NaN))]]);
    }

    /// <summary>The text of the file.</summary>
    internal string ToCsv()
    {
        StringBuilder csv = new();
        csv.AppendJoin(',', Columns).Append('\n');
        foreach (IReadOnlyList<double> row in Rows)
            csv.AppendJoin(',', row.Select(static value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
        return csv.ToString();
    }

    /// <summary>An angle as it is written.</summary>
    internal static double Rounded(double angle) => Math.Round(angle, AngleDecimals);

    private static IEnumerable<(string Name, double Value)> Numbered(string name, int first, IReadOnlyList<double> values, int decimals) =>
        values.Select((value, index) => (string.Create(CultureInfo.InvariantCulture, $"{name}.{first + index}"), Math.Round(value, decimals)));

    private static IEnumerable<(string Name, double Value)> Optional(string name, double? value) => value is { } number ? [(name, number)] : [];

    // A run may go on with somebody watching who did not before, or the other way round: the wider of the two tables has room for both.
    private string[] Joined(string[] columns)
    {
        if (Rows.Count == 0 || Columns.All(columns.Contains))
            return columns;
        if (columns.All(Columns.Contains))
            return [.. Columns];
        throw new RunFolderException($"The rows of {RunFiles.Metrics} have the columns {string.Join(',', Columns)}, but this run writes {string.Join(',', columns)}. Move the file away to go on without it.");
    }

    private IReadOnlyList<double> Widened(IReadOnlyList<double> row, string[] columns)
    {
        if (Columns.SequenceEqual(columns))
            return row;
        List<string> own = [.. Columns];
        return [.. columns.Select(column => own.IndexOf(column) is >= 0 and int index ? row[index] : double.NaN)];
    }

    private static double[] ParseRow(string path, int number, string line, int columns)
    {
        string[] cells = line.Split(',');
        double[] row = new double[cells.Length];
        for (int index = 0; index < cells.Length; index++)
        {
            if (cells.Length != columns || !double.TryParse(cells[index], NumberStyles.Float, CultureInfo.InvariantCulture, out row[index]))
                throw new RunFolderException($"Line {number} of '{path}' is '{line}', but expected were {columns} numbers. Mend the line, or move the file away to go on without it.");
        }

        return row;
    }
}
