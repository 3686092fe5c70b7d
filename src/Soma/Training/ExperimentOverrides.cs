using System.Globalization;
using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>Changes to an experiment from the command line, such as <c>rule.neuralStep.start=0.02</c>.</summary>
internal static class ExperimentOverrides
{
    /// <summary>Changes a tree; later overrides win.</summary>
    public static void Apply(JsonObject tree, IReadOnlyList<string> overrides, ICollection<Problem> problems)
    {
        foreach (string change in overrides)
        {
            string[] parts = change.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || OptionPath.Split(parts[0]).Any(string.IsNullOrWhiteSpace))
                problems.Add(new(change, "is not a change; expected was key=value, for example rule.nudge=0.5."));
            else
                Set(tree, parts[0], ExperimentTree.ParseValue(parts[1], parts[0], problems), problems);
        }
    }

    /// <summary>Gives a key its value.</summary>
    public static void Set(JsonObject tree, string path, JsonNode? value, ICollection<Problem> problems)
    {
        string[] keys = OptionPath.Split(path);
        JsonNode node = tree;
        foreach (string key in keys[..^1])
        {
            if (Step(node, key) is not { } next)
            {
                problems.Add(new(path, $"'{key}' has nothing inside that could be set."));
                return;
            }

            node = next;
        }

        if (node is JsonObject parent)
            parent[keys[^1]] = value;
        else if (node is JsonArray list && IndexIn(list, keys[^1]) is { } index)
            list[index] = value;
        else
            problems.Add(new(path, $"there is no '{keys[^1]}' to set."));
    }

    // An object that is missing is made, and a rule given by its name alone becomes an object; its keys are checked with all others.
    private static JsonNode? Step(JsonNode node, string key)
    {
        if (node is JsonArray list)
            return IndexIn(list, key) is { } index ? list[index] : null;
        if (node is not JsonObject parent)
            return null;
        if (!parent.TryGetPropertyValue(key, out JsonNode? child) || child is null)
            parent[key] = child = new JsonObject();
        else if (key == ExperimentBinder.RuleKey && child is JsonValue)
            parent[key] = child = new JsonObject { [ExperimentBinder.RuleNameKey] = child.DeepClone() };
        return child;
    }

    private static int? IndexIn(JsonArray list, string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count ? index : null;
}
