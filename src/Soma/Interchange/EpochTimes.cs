using System.Globalization;
using System.Text.Json;
using Soma.Training;

namespace Soma.Interchange;

/// <summary>When the epochs of a run ended, as <c>events.jsonl</c> tells it. An epoch that was made twice, since a process was killed, has the later time.</summary>
internal sealed class EpochTimes
{
    private readonly Dictionary<int, DateTimeOffset> _times = [];

    /// <summary>Reads them.</summary>
    /// <param name="folder">The run folder; a missing file tells nothing.</param>
    public static EpochTimes Read(string folder)
    {
        EpochTimes times = new();
        foreach (string line in EventLog.Lines(Path.Combine(folder, RunFiles.Events)))
            times.Note(line);
        return times;
    }

    /// <summary>When an epoch ended; if nobody noted it, when the last one before it did, and at worst 1970.</summary>
    /// <param name="epoch">From 1.</param>
    public DateTimeOffset Of(int epoch) => _times.TryGetValue(epoch, out DateTimeOffset time)
        ? time
        : _times.Where(known => known.Key < epoch).OrderBy(static known => known.Key).Select(static known => known.Value).LastOrDefault(DateTimeOffset.UnixEpoch);

    private void Note(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.GetProperty("event").GetString() == "epoch")
                _times[root.GetProperty("epoch").GetInt32()] = DateTimeOffset.Parse(root.GetProperty("time").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            // The last line of a process that was killed, or somebody's own.
        }
    }
}
