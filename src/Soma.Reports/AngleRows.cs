using System.Text.Json;
using Soma.Training;

namespace Soma.Reports;

/// <summary>The alignment angles that a run kept: those of <c>angles.csv</c>, and those of the ends of epochs.</summary>
internal static class AngleRows
{
    private const string AnglesFile = "angles.csv", EventsFile = "events.jsonl", Prefix = "angle.", UpdatesColumn = "minibatches";

    /// <summary>Reads them, in order of time.</summary>
    public static IReadOnlyList<AnglePoint> Read(string folder, IReadOnlyList<EpochReport> epochs, List<string> problems)
    {
        SortedDictionary<long, AnglePoint> points = [];
        if (MinibatchesPerEpoch(Path.Combine(folder, EventsFile)) is { } minibatches)
        {
            foreach (EpochReport epoch in epochs.Where(static epoch => epoch.AlignmentAngles.Count > 0))
                points[epoch.Epoch * minibatches] = new(epoch.Epoch * minibatches, epoch.AlignmentAngles);
        }

        try
        {
            MetricsTable table = MetricsTable.Read(Path.Combine(folder, AnglesFile));
            int[] layers = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Columns[column].StartsWith(Prefix, StringComparison.Ordinal))];
            foreach ((double updates, IReadOnlyList<double> row) in table.Column(UpdatesColumn).Zip(table.Rows))
                points[(long)updates] = new((long)updates, [.. layers.Select(column => row[column])]);
        }
        catch (Exception failure) when (failure is RunFolderException or IOException or UnauthorizedAccessException)
        {
            problems.Add(failure.Message);
        }

        return [.. points.Values];
    }

    // Only the log of events says it; without it the ends of epochs have no place in time.
    private static long? MinibatchesPerEpoch(string path)
    {
        try
        {
            if (!File.Exists(path) || File.ReadLines(path).FirstOrDefault() is not { } line)
                return null;
            using JsonDocument started = JsonDocument.Parse(line);
            return started.RootElement.TryGetProperty(UpdatesColumn, out JsonElement value) && value.TryGetInt64(out long minibatches) ? minibatches : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
