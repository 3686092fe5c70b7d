using System.Text.Json.Nodes;
using Soma.Learning;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>The JSON Schema of experiment files, made from the same attributes that the reader checks by; editors complete and check with it.</summary>
public static class ExperimentSchema
{
    /// <summary>The schema (draft 2020-12) as JSON text, ending in a line break.</summary>
    public static string ToJson()
    {
        KnownNames names = KnownNames.Catalogued;
        JsonObject experiment = SchemaWriter.Record(typeof(Experiment));
        JsonObject properties = experiment["properties"]!.AsObject();
        properties.Insert(0, ExperimentBinder.SchemaKey, new JsonObject { ["type"] = "string" });
        properties[ExperimentBinder.DataKey]!["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = SchemaWriter.Names(names.Datasets) },
            new JsonObject { ["pattern"] = $"^({string.Join('|', names.DataFormats)}):" });
        properties["architecture"]!["minItems"] = 2;
        properties.Insert(properties.IndexOf("architecture") + 1, ExperimentBinder.RuleKey, RuleSchema(names.Rules));
        properties.Insert(1, ExperimentInheritance.Key, new JsonObject
        {
            ["type"] = "string",
            ["description"] = "Name or path of an experiment that this one extends: everything but name, title, source and published is taken from there unless it is given here.",
        });
        JsonArray required = experiment["required"]!.AsArray();
        required.Add(ExperimentBinder.RuleKey);
        experiment["required"] = new JsonArray("name");
        experiment["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray(ExperimentInheritance.Key) },
            new JsonObject { ["required"] = required.DeepClone(), ["properties"] = new JsonObject { [ExperimentBinder.RuleKey] = NamedRule() } });
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A Soma experiment",
        };
        foreach ((string key, JsonNode? value) in experiment)
            schema[key] = value!.DeepClone();
        return schema.ToJsonString(JsonText.Indented) + "\n";
    }

    private static JsonObject RuleSchema(IReadOnlyList<RuleInfo> rules) => new()
    {
        ["description"] = "The learning rule: its name and its options, or its name alone for the defaults.",
        ["anyOf"] = new JsonArray(
        [
            new JsonObject { ["enum"] = SchemaWriter.Names(rules.Select(static rule => rule.Name)) },
            .. rules.Select(OptionsSchema),
        ]),
    };

    private static JsonObject OptionsSchema(RuleInfo rule)
    {
        JsonObject options = SchemaWriter.Record(rule.Options);
        options.Insert(0, "description", rule.Summary);
        options["properties"]!.AsObject().Insert(0, ExperimentBinder.RuleNameKey, new JsonObject { ["const"] = rule.Name });
        return options;
    }

    // An extension may leave out the name of the rule, as it may leave out any option.
    private static JsonObject NamedRule() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["required"] = new JsonArray(ExperimentBinder.RuleNameKey) }),
    };
}
