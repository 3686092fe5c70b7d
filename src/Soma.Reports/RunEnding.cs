using System.Text.Json;

namespace Soma.Reports;

/// <summary>Why a run has no epoch, as its events tell it.</summary>
internal static class RunEnding
{
    /// <summary>A sentence.</summary>
    public static string Of(string folder)
    {
        string path = Path.Combine(folder, "events.jsonl");
        string? last = File.Exists(path) ? File.ReadLines(path).LastOrDefault(static line => line.Contains("\"diverged\"", StringComparison.Ordinal) || line.Contains("\"started\"", StringComparison.Ordinal)) : null;
        return last is not null && PlaceOf(last) is { } place
            ? $"'{folder}' has nothing to report: it diverged in its first epoch, {place}."
            : $"'{folder}' has nothing to report: no epoch of this run has ended yet; let it finish one.";
    }

    private static string? PlaceOf(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("place", out JsonElement place) && place.ValueKind == JsonValueKind.String ? place.GetString() : null;
        }
        catch (JsonException)
        {
            // The last line of a process that was killed.
            return null;
        }
    }
}
