using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>Writes experiments as JSON, every option with its value.</summary>
internal static class ExperimentWriter
{
    private const string InformationKey = "information", ValidationKey = "validation", AngleKey = "angleEvery", PublishedKey = "published", GuardKey = "guard";

    // These change when a run ends and what it reports, not what it computes up to there.
    private static readonly string[] _harmless = ["name", "title", "source", PublishedKey, "epochs", "trainAccuracy", InformationKey, AngleKey];

    /// <summary>For people: on many lines, ending in a line break.</summary>
    public static string Write(Experiment experiment) => Tree(experiment).ToJsonString(JsonText.Indented) + "\n";

    /// <summary>
    /// For checkpoints: on one line, and without the number of epochs, which may grow, who watches and what was published, which leave no trace, and the validation samples and the
    /// guard if there are none, so that such runs keep the bytes of checkpoints from before there could be any.
    /// </summary>
    public static string WriteForCheckpoint(Experiment experiment)
    {
        JsonObject tree = Tree(experiment);
        tree.Remove("epochs");
        tree.Remove(InformationKey);
        tree.Remove(AngleKey);
        tree.Remove(PublishedKey);
        if (experiment.Validation == 0)
            tree.Remove(ValidationKey);
        if (!experiment.Guard.On)
            tree.Remove(GuardKey);
        return tree.ToJsonString(JsonText.Compact);
    }

    /// <summary>The keys in which two experiments differ, of those that change what is computed.</summary>
    public static IReadOnlyList<string> Differences(Experiment a, Experiment b)
    {
        JsonObject left = Tree(a), right = Tree(b);

        // A guard that is off does nothing, however it is set; its defaults may change from version to version.
        if (!a.Guard.On && !b.Guard.On)
            left.Remove(GuardKey);
        return [.. left.Select(static pair => pair.Key).Where(key => !_harmless.Contains(key) && !JsonNode.DeepEquals(left[key], right[key]))];
    }

    /// <summary>All that changes what is computed, on one line: experiments in which this is equal run to the same bits, as far as both run.</summary>
    public static string Identity(Experiment experiment)
    {
        JsonObject tree = Tree(experiment);
        foreach (string key in _harmless)
            tree.Remove(key);
        if (!experiment.Guard.On)
            tree.Remove(GuardKey);
        return tree.ToJsonString(JsonText.Compact);
    }

    private static JsonObject Tree(Experiment experiment)
    {
        JsonObject options = OptionsWriter.Write(experiment.Rule.Options);
        JsonObject rule = new() { [ExperimentBinder.RuleNameKey] = experiment.Rule.Name };
        foreach ((string key, JsonNode? value) in options)
            rule[key] = value?.DeepClone();
        JsonObject tree = OptionsWriter.Write(experiment);
        tree.Insert(tree.IndexOf("architecture") + 1, ExperimentBinder.RuleKey, rule);
        return tree;
    }
}
