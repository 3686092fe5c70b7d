using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>Reads what a sweep varies.</summary>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class SweepAxisReader(List<Problem> problems)
{
    public const string ChoicesKey = "choices";

    /// <summary>Keys whose values could not be read, each with nothing for a value: that they are known can be told all the same.</summary>
    public List<SweepChoice> Unread { get; } = [];

    /// <summary>What all settings share.</summary>
    public SweepChoice? Set(JsonNode? json)
    {
        if (json is JsonObject keys)
            return new SweepChoice(SweepFile.SetKey, [.. keys.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]);
        Report(SweepFile.SetKey, $"is {OptionPath.Shown(json)}, but must be keys of an experiment with their values.");
        return null;
    }

    /// <summary>The axes in the order in which they are counted through, the slowest first: cases, the keys of the grid, the random search.</summary>
    public IReadOnlyList<SweepAxis> Read(JsonObject tree)
    {
        List<SweepAxis> axes = [];
        if (tree.ContainsKey(SweepFile.CasesKey))
            axes.Add(new SweepAxis(Cases(tree[SweepFile.CasesKey])));
        if (tree.ContainsKey(SweepFile.GridKey))
            axes.AddRange(Grid(tree[SweepFile.GridKey]));
        if (tree.ContainsKey(SweepFile.RandomKey))
            axes.Add(new SweepAxis(Random(tree[SweepFile.RandomKey])));
        return axes;
    }

    /// <summary>Notes the keys that would be set from two places, so that one of them would be in vain.</summary>
    public void RequireOnce(SweepChoice? always, IReadOnlyList<SweepAxis> axes, bool setsEpochs)
    {
        Dictionary<string, string> places = setsEpochs ? new() { [SweepFile.EpochsKey] = "the top of the file" } : [];
        IEnumerable<IEnumerable<SweepChoice>> groups = axes.Select(static axis => (IEnumerable<SweepChoice>)axis.Choices);
        foreach (IEnumerable<SweepChoice> group in always is null ? groups : groups.Prepend([always]))
        {
            Dictionary<string, string> own = [];
            foreach (SweepChoice choice in group)
            {
                foreach ((string key, _) in choice.Changes)
                {
                    if (key == "seed")
                        Report(OptionPath.Join(choice.Path, key), $"seeds are not varied with the rest; list them under \"{SweepFile.SeedsKey}\".");
                    else if (places.TryGetValue(key, out string? other))
                        Report(OptionPath.Join(choice.Path, key), $"is set by {other} too; set it in one place.");
                    own[key] = choice.Path;
                }
            }

            foreach ((string key, string place) in own)
                places.TryAdd(key, place);
        }
    }

    private List<SweepChoice> Cases(JsonNode? json)
    {
        if (json is not JsonArray { Count: > 0 } list)
        {
            Report(SweepFile.CasesKey, $"is {OptionPath.Shown(json)}, but must be a list of at least one case, each with keys of an experiment and their values.");
            return [];
        }

        List<SweepChoice> cases = [];
        for (int index = 0; index < list.Count; index++)
        {
            string path = OptionPath.Join(SweepFile.CasesKey, index);
            if (list[index] is not JsonObject keys)
            {
                Report(path, $"is {OptionPath.Shown(list[index])}, but must be keys of an experiment with their values.");
                continue;
            }

            cases.Add(new SweepChoice(path, [.. keys.Where(static pair => pair.Key is not (SweepFile.ExperimentKey or SweepFile.NameKey)).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))])
            {
                Experiment = Text(keys, SweepFile.ExperimentKey, path),
                Name = Text(keys, SweepFile.NameKey, path),
            });
        }

        return cases;
    }

    private string? Text(JsonObject keys, string key, string path)
    {
        if (!keys.TryGetPropertyValue(key, out JsonNode? json))
            return null;
        if (json is JsonValue && json.GetValueKind() == JsonValueKind.String && json.GetValue<JsonElement>().GetString() is { Length: > 0 } text)
            return text;
        Report(OptionPath.Join(path, key), $"is {OptionPath.Shown(json)}, but must be a text.");
        return null;
    }

    private IEnumerable<SweepAxis> Grid(JsonNode? json)
    {
        if (json is not JsonObject { Count: > 0 } keys)
        {
            Report(SweepFile.GridKey, $"is {OptionPath.Shown(json)}, but must have at least one key of an experiment with a list of values; leave it out if nothing is to be varied so.");
            yield break;
        }

        foreach ((string key, JsonNode? values) in keys)
        {
            string path = OptionPath.Join(SweepFile.GridKey, key);
            if (Values(values, path) is { } list)
                yield return new SweepAxis([.. list.Select(value => new SweepChoice(SweepFile.GridKey, [KeyValuePair.Create(key, value)]))]);
            else
                Unread.Add(new SweepChoice(SweepFile.GridKey, [KeyValuePair.Create<string, JsonNode?>(key, null)]));
        }
    }

    private IReadOnlyList<SweepChoice> Random(JsonNode? json)
    {
        int before = problems.Count;
        if (json is not JsonObject tree)
        {
            Report(SweepFile.RandomKey, $"is {OptionPath.Shown(json)}, but must be {{ \"count\": …, \"seed\": …, \"keys\": {{ … }} }}.");
            return [];
        }

        OptionsReader options = new(problems, []);
        RandomSearch search = (RandomSearch)options.Read(typeof(RandomSearch), tree, SweepFile.RandomKey, RandomSearch.KeysKey);
        string path = OptionPath.Join(SweepFile.RandomKey, RandomSearch.KeysKey);
        RandomDraws draws = new(search.Seed);
        if (tree[RandomSearch.KeysKey] is not JsonObject { Count: > 0 } keys)
            Report(path, $"is {OptionPath.Shown(tree[RandomSearch.KeysKey])}, but must have at least one key of an experiment with {{ \"from\": …, \"to\": … }} or {{ \"choices\": [ … ] }}.");
        else
            Add(draws, keys, path, options);
        if (problems.Count > before)
        {
            Unread.AddRange((tree[RandomSearch.KeysKey] as JsonObject ?? []).Select(pair => new SweepChoice(path, [KeyValuePair.Create<string, JsonNode?>(pair.Key, null)])));
            return [];
        }

        IReadOnlyList<SweepChoice> drawn = draws.Draw(search.Count, path);
        if (drawn.Count < search.Count)
            Report(OptionPath.Join(SweepFile.RandomKey, "count"), $"is {search.Count}, but only {drawn.Count} different settings were found; ask for {drawn.Count} at most, or list them under \"{SweepFile.GridKey}\".");
        return drawn;
    }

    private void Add(RandomDraws draws, JsonObject keys, string path, OptionsReader options)
    {
        foreach ((string key, JsonNode? source) in keys)
        {
            string place = OptionPath.Join(path, key);
            int before = problems.Count;
            if (source is JsonObject { Count: 1 } choices && choices.ContainsKey(ChoicesKey))
            {
                if (Values(choices[ChoicesKey], OptionPath.Join(place, ChoicesKey)) is { } values)
                    draws.Add(key, values);
            }
            else if (source is JsonObject range)
            {
                RandomRange read = (RandomRange)options.Read(typeof(RandomRange), range, place);
                if (problems.Count == before && RequireRange(read, place))
                    draws.Add(key, read);
            }
            else
            {
                Report(place, $"is {OptionPath.Shown(source)}, but must be {{ \"from\": …, \"to\": … }} or {{ \"choices\": [ … ] }}.");
            }
        }
    }

    private bool RequireRange(RandomRange range, string place)
    {
        int before = problems.Count;
        if (range.From >= range.To)
            Report(OptionPath.Join(place, "from"), "must be less than \"to\".");
        if (range.Scale == RandomScale.Log && range.From <= 0)
            Report(OptionPath.Join(place, "from"), "must be more than 0 on a logarithmic scale.");
        if (range.Whole && (range.From != Math.Floor(range.From) || range.To != Math.Floor(range.To)))
            Report(place, "must begin and end with whole numbers, since only whole numbers are drawn.");
        return problems.Count == before;
    }

    private JsonNode?[]? Values(JsonNode? json, string path)
    {
        if (json is not JsonArray { Count: > 0 } list)
        {
            Report(path, $"is {OptionPath.Shown(json)}, but must be a list of at least one value.");
            return null;
        }

        for (int index = 1; index < list.Count; index++)
        {
            if (list.Take(index).Any(earlier => JsonNode.DeepEquals(earlier, list[index])))
                Report(OptionPath.Join(path, index), $"is {OptionPath.Shown(list[index])}, which stands there already; name each value once.");
        }

        return [.. list.Select(static value => value?.DeepClone())];
    }

    private void Report(string path, string message) => problems.Add(new Problem(path, message));
}
