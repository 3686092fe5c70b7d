using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>Reads the seeds of a sweep: a list, or a first one, a step and a count.</summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class SeedReader(List<Problem> problems)
{
    /// <summary>The seeds in the order of the file.</summary>
    public IReadOnlyList<ulong> Read(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject range:
                int before = problems.Count;
                SeedRange seeds = (SeedRange)new OptionsReader(problems, []).Read(typeof(SeedRange), range, SweepFile.SeedsKey);
                return problems.Count > before ? [] : [.. Enumerable.Range(0, seeds.Count).Select(index => seeds.First + ((ulong)index * seeds.Step))];
            case JsonArray { Count: > 0 } list:
                return ReadList(list);
            default:
                problems.Add(new(SweepFile.SeedsKey, $"is {OptionPath.Shown(json)}, but must be a list of at least one whole number, or {{ \"first\": 0, \"step\": 10, \"count\": 10 }}."));
                return [];
        }
    }

    private List<ulong> ReadList(JsonArray list)
    {
        List<ulong> seeds = [];
        for (int index = 0; index < list.Count; index++)
        {
            string path = OptionPath.Join(SweepFile.SeedsKey, index);
            if (list[index] is not JsonValue value || value.GetValue<JsonElement>() is not { ValueKind: JsonValueKind.Number } number || !number.TryGetUInt64(out ulong seed))
                problems.Add(new(path, $"is {OptionPath.Shown(list[index])}, but must be a whole number from 0."));
            else if (seeds.Contains(seed))
                problems.Add(new(path, $"is {OptionPath.Shown(list[index])}, which stands there already; name each seed once."));
            else
                seeds.Add(seed);
        }

        return seeds;
    }
}
