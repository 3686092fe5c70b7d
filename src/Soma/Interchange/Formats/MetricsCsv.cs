using System.Globalization;
using System.Text;
using Soma.Training;

namespace Soma.Interchange.Formats;

/// <summary>Metrics as a table with a column for the run, so that the tables of many runs can be put below each other.</summary>
internal sealed class MetricsCsv : IRunFormat
{
    public string Name => "csv";

    public string Summary => "metrics, a row per epoch, with the run's name in the first column; for spreadsheets and pandas.read_csv";

    public string FileOf(string run) => $"{run}.csv";

    public Action<Stream> Read(StoredRun run, bool all)
    {
        MetricsTable metrics = run.Metrics();
        StringBuilder text = new("run");
        foreach (string column in metrics.Columns)
            text.Append(CultureInfo.InvariantCulture, $",{column}");
        text.Append('\n');
        foreach (IReadOnlyList<double> row in metrics.Rows)
        {
            text.Append(Quoted(run.Name));
            foreach (double value in row)
                text.Append(CultureInfo.InvariantCulture, $",{value}");
            text.Append('\n');
        }

        return stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // The runs of a sweep have commas in their names.
    private static string Quoted(string name) => name.AsSpan().IndexOfAny(",\"\n") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
