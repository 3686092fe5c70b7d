using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>The JSON Schema of sweep files, made from the same attributes that the reader checks by; editors complete and check with it. Which keys an experiment has is left to the reader.</summary>
public static class SweepSchema
{
    /// <summary>The schema (draft 2020-12) as JSON text, ending in a line break.</summary>
    public static string ToJson()
    {
        JsonObject sweep = SchemaWriter.Record(typeof(SweepFile));
        JsonObject properties = sweep["properties"]!.AsObject();
        properties.Insert(0, ExperimentBinder.SchemaKey, new JsonObject { ["type"] = "string" });
        properties[SweepFile.SetKey] = Keys("Changes that all cells share, by the keys that --set takes.", new JsonObject());
        properties[SweepFile.GridKey] = Keys("Keys with a list of values each: every value of one with every value of the others.", Values(), least: 1);
        properties[SweepFile.CasesKey] = Cases();
        properties[SweepFile.RandomKey] = Random();
        properties[SweepFile.SeedsKey] = Seeds();
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A Soma sweep",
        };
        foreach ((string key, JsonNode? value) in sweep)
            schema[key] = value!.DeepClone();
        return schema.ToJsonString(JsonText.Indented) + "\n";
    }

    // Any key may stand there: which there are depends on the rule, and the reader knows the nearest.
    private static JsonObject Keys(string description, JsonNode values, int least = 0)
    {
        JsonObject keys = new()
        {
            ["description"] = description,
            ["type"] = "object",
            ["additionalProperties"] = values,
        };
        if (least > 0)
            keys["minProperties"] = least;
        return keys;
    }

    private static JsonObject Values() => new() { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true };

    private static JsonObject Cases()
    {
        JsonObject item = Keys("One set of changes.", new JsonObject());
        item["properties"] = new JsonObject
        {
            [SweepFile.NameKey] = new JsonObject { ["description"] = "What the case is called; its changes if left out.", ["type"] = "string", ["minLength"] = 1 },
            [SweepFile.ExperimentKey] = new JsonObject { ["description"] = "Name or path of the experiment, in place of the sweep's.", ["type"] = "string", ["minLength"] = 1 },
        };
        return new JsonObject { ["description"] = "Sets of changes side by side.", ["type"] = "array", ["items"] = item, ["minItems"] = 1 };
    }

    private static JsonObject Random()
    {
        JsonObject search = SchemaWriter.Record(typeof(RandomSearch));
        JsonObject choices = new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [SweepAxisReader.ChoicesKey] = Values() },
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(SweepAxisReader.ChoicesKey),
        };
        JsonObject source = new() { ["anyOf"] = new JsonArray(SchemaWriter.Record(typeof(RandomRange)), choices) };
        search["properties"]![RandomSearch.KeysKey] = Keys("Keys with what their values are drawn from.", source, least: 1);
        search["required"]!.AsArray().Add(RandomSearch.KeysKey);
        search.Insert(0, "description", "Settings drawn at random, no two of them equal.");
        return search;
    }

    private static JsonObject Seeds() => new()
    {
        ["description"] = "Seeds of every setting; if left out, each runs once with its experiment's.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, ["minItems"] = 1, ["uniqueItems"] = true },
            SchemaWriter.Record(typeof(SeedRange))),
    };
}
