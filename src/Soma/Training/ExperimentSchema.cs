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
        experiment["required"]!.AsArray().Add(ExperimentBinder.RuleKey);
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
        JsonArray required = options["required"] as JsonArray ?? [];
        required.Insert(0, ExperimentBinder.RuleNameKey);
        options["required"] = required.DeepClone();
        return options;
    }
}
