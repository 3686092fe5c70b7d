using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Interchange.Formats;

/// <summary>Metrics as one JSON object per epoch and line. What was not measured is null, since JSON has no NaN.</summary>
internal sealed class MetricsJsonLines : IRunFormat
{
    public string Name => "jsonl";

    public string Summary => "metrics, a JSON object per epoch and line, with the run's name; for jq and pandas.read_json(lines=True)";

    public string FileOf(string run) => $"{run}.jsonl";

    public Action<Stream> Read(StoredRun run, bool all)
    {
        MetricsTable metrics = run.Metrics();
        string text = string.Concat(metrics.Rows.Select(row => LineOf(run.Name, metrics.Columns, row).ToJsonString(JsonText.Compact) + "\n"));
        return stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static JsonObject LineOf(string run, IReadOnlyList<string> columns, IReadOnlyList<double> row)
    {
        JsonObject line = new() { ["run"] = run };
        for (int column = 0; column < columns.Count; column++)
            line[columns[column]] = double.IsFinite(row[column]) ? row[column] : null;
        return line;
    }
}
