using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>A JSON tree to an <see cref="Experiment"/>, with the checks that look at more than one option.</summary>
internal sealed class ExperimentBinder(KnownNames names, List<Problem> problems)
{
    /// <summary>The key of the rule and its options.</summary>
    public const string RuleKey = "rule";

    /// <summary>The key of the rule's name among its options.</summary>
    public const string RuleNameKey = "name";

    /// <summary>The key of the data.</summary>
    public const string DataKey = "data";

    /// <summary>For editors; says nothing of the experiment.</summary>
    public const string SchemaKey = "$schema";

    /// <summary>Makes the experiment.</summary>
    /// <returns>The experiment; only to be used if no problem was found.</returns>
    public Experiment Bind(JsonObject tree)
    {
        RuleInfo? info = FindRule(tree);
        OptionsReader reader = new(problems, PathsOf(info));
        Experiment experiment = (Experiment)reader.Read(typeof(Experiment), tree, "", RuleKey, SchemaKey);
        object? options = info is null ? null : reader.Read(info.Options, tree[RuleKey] as JsonObject ?? [], RuleKey, RuleNameKey);
        if (tree.ContainsKey(DataKey))
            CheckData(experiment.Data);
        if (!HasProblem("schedule"))
            CheckSchedule(experiment.Schedule);
        if (tree.ContainsKey("architecture") && !HasProblem("architecture") && experiment.Architecture.Count < 2)
            Report("architecture", $"has {experiment.Architecture.Count} layers, but a network has at least two: an input and an output, for example [784,10].");
        if (info is not null && options is not null)
        {
            experiment = experiment with { Rule = new RuleChoice(info, options) };
            if (tree.ContainsKey("architecture") && !HasProblem("architecture") && !HasProblem(RuleKey))
                CheckFit(experiment);
        }

        return experiment;
    }

    private RuleInfo? FindRule(JsonObject tree)
    {
        if (!tree.TryGetPropertyValue(RuleKey, out JsonNode? rule))
        {
            Report(RuleKey, $"is missing; it takes {{ \"name\": …, and options }}. Rules are {string.Join(", ", RuleNames)}.");
            return null;
        }

        (string path, JsonNode? written) = rule is JsonObject json ? ($"{RuleKey}.{RuleNameKey}", json[RuleNameKey]) : (RuleKey, rule);
        if (written is not JsonValue value || value.GetValue<JsonElement>() is not { ValueKind: JsonValueKind.String } element)
        {
            Report(path, $"is {(written is null ? "missing" : OptionPath.Shown(written))}, but must be the name of a rule: {string.Join(", ", RuleNames)}.");
            return null;
        }

        CheckName(path, element.GetString()!, RuleNames, "rule");
        return names.Rules.FirstOrDefault(known => known.Name == element.GetString());
    }

    // A word alone is a known dataset, and a wrong one deserves the nearest; only the data itself knows the ways to data of one's own.
    private void CheckData(string? written)
    {
        if (written is null || DataName.Objection(written) is not { } objection)
            return;
        if (Suggestion.Nearest(written, names.Datasets) is not null)
            CheckName(DataKey, written, names.Datasets, "dataset");
        else
            Report(DataKey, objection);
    }

    private void CheckName(string path, string? written, IReadOnlyCollection<string> known, string what)
    {
        if (written is not null && !known.Contains(written))
            Report(path, $"there is no {what} '{written}'; {Suggestion.Way(written, known)}");
    }

    private void CheckSchedule(IReadOnlyList<RatePiece> schedule)
    {
        for (int index = 0; index < schedule.Count; index++)
        {
            int from = schedule[index].From;
            string path = $"{OptionPath.Join("schedule", index)}.from";
            if (index == 0 && from != 0)
                Report(path, $"is {from}, but the first piece must start at epoch 0.");
            else if (index > 0 && from <= schedule[index - 1].From)
                Report(path, $"is {from}, but pieces must ascend: expected was more than {schedule[index - 1].From}.");
        }
    }

    private void CheckFit(Experiment experiment)
    {
        if (experiment.Architecture.Count < 2)
            return;
        Architecture network = experiment.Network;
        foreach (string objection in experiment.Rule.Create<double>().Objections(network))
            Report(RuleKey, objection);
    }

    private bool HasProblem(string path) => problems.Any(problem =>
        problem.Path == path || problem.Path.StartsWith(path + ".", StringComparison.Ordinal) || problem.Path.StartsWith(path + "[", StringComparison.Ordinal));

    private IReadOnlyCollection<string> RuleNames => [.. names.Rules.Select(static rule => rule.Name)];

    private static List<string> PathsOf(RuleInfo? info) =>
    [
        .. OptionsBinder.Describe(typeof(Experiment)).Select(static option => option.Path),
        .. info is null ? [] : OptionsBinder.Describe(info.Options).Select(static option => OptionPath.Join(RuleKey, option.Path)),
    ];

    private void Report(string path, string message) => problems.Add(new Problem(path, message));
}
