using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>
/// <c>"extends"</c>: an experiment that says only in what it differs from another one. Records are merged key by key, lists and values are replaced, and what tells
/// the experiments apart (name, title, source and the published result) is never inherited.
/// </summary>
/// <param name="origin">What is being read: a path is relative to the folder of this file.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ExperimentInheritance(string origin, ICollection<Problem> problems)
{
    /// <summary>The key.</summary>
    public const string Key = "extends";

    private const string NameKey = "name";

    private static readonly string[] _own = [ExperimentBinder.SchemaKey, NameKey, "title", "source", "published"];

    /// <summary>The experiment written out in full.</summary>
    /// <returns>The tree itself if it extends nothing; null if the base cannot be used.</returns>
    public JsonObject? Resolve(JsonObject tree)
    {
        if (!tree.ContainsKey(Key))
            return tree;
        if (tree[Key] is not JsonValue value || value.GetValueKind() != System.Text.Json.JsonValueKind.String)
            return Refuse($"is {OptionPath.Shown(tree[Key])}, but must be the name of an experiment or the path of a file.");
        string wanted = value.GetValue<System.Text.Json.JsonElement>().GetString()!;
        if (Base(wanted) is not { } extended)
            return null;
        if (tree[NameKey] is { } name && JsonNode.DeepEquals(name, extended[NameKey]))
            problems.Add(new(NameKey, $"is {OptionPath.Shown(name)}, which is also the name of what is extended; give this experiment a name of its own."));
        foreach (string key in _own)
            extended.Remove(key);
        tree.Remove(Key);
        Merge(extended, tree);
        return extended;
    }

    private JsonObject? Base(string wanted)
    {
        List<Problem> found = [];
        JsonObject? extended = null;
        try
        {
            string json = ExperimentLibrary.Find(wanted)?.Json ?? ExperimentLibrary.ReadFile(Path.Combine(Path.GetDirectoryName(origin) ?? "", wanted), wanted);
            extended = ExperimentTree.Parse(json, found);
        }
        catch (ExperimentException failure)
        {
            found.AddRange(failure.Problems);
        }

        if (found.Count > 0)
            return Refuse($"names '{wanted}', which cannot be used: {string.Join(" ", found)}");
        return extended!.ContainsKey(Key)
            ? Refuse($"names '{wanted}', which itself extends {OptionPath.Shown(extended[Key])}; only one step is followed. Extend an experiment that is written out in full.")
            : extended;
    }

    private static void Merge(JsonObject into, JsonObject changes)
    {
        foreach ((string key, JsonNode? change) in changes)
        {
            if (change is JsonObject inner && into[key] is JsonObject record && !(key == ExperimentBinder.RuleKey && IsAnotherRule(record, inner)))
                Merge(record, inner);
            else
                into[key] = change?.DeepClone();
        }
    }

    // The options of one rule mean nothing to another.
    private static bool IsAnotherRule(JsonObject rule, JsonObject change) =>
        change.ContainsKey(ExperimentBinder.RuleNameKey) && !JsonNode.DeepEquals(rule[ExperimentBinder.RuleNameKey], change[ExperimentBinder.RuleNameKey]);

    private JsonObject? Refuse(string message)
    {
        problems.Add(new(Key, message));
        return null;
    }
}
