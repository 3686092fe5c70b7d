using System.Text.Json.Nodes;
using Soma.Sweeps;
using Soma.Testing;

namespace Soma.Tests.Sweeps;

public sealed class SweepSchemaTests
{
    [Fact]
    public void The_published_schema_is_the_one_that_the_reader_checks_by()
    {
        string path = Path.Combine(Repository.Root, "papers", "sweep.schema.json");
        string schema = SweepSchema.ToJson();
        if (Environment.GetEnvironmentVariable("SOMA_APPROVE") == "1")
            File.WriteAllText(path, schema);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == schema, $"'{path}' is not up to date. Run this test once with SOMA_APPROVE=1 in the environment, and look at what changed.");
    }

    // A key that the reader takes and the schema does not know would be marked as wrong by every editor.
    [Fact]
    public void Every_key_that_the_reader_takes_is_in_the_schema()
    {
        JsonObject keys = JsonNode.Parse(SweepSchema.ToJson())!["properties"]!.AsObject();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "sweeps"), "*.json"))
            Assert.All(JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject(), pair => Assert.True(keys.ContainsKey(pair.Key), pair.Key));
        Assert.Equal(["$schema", "name", "title", "experiment", "epochs", "out", "set", "grid", "cases", "random", "seeds"], keys.Select(static pair => pair.Key));
        SweepPlan plan = SweepReader.Read("""{ "$schema": "sweep.schema.json", "name": "s", "experiment": "optdigits" }""", "sweep.json");
        Assert.Equal(1, plan.Count);
    }

    [Fact]
    public void Limits_are_those_of_the_reader()
    {
        JsonNode keys = JsonNode.Parse(SweepSchema.ToJson())!["properties"]!;
        Assert.Equal(1, keys["epochs"]!["minimum"]!.GetValue<int>());
        Assert.Equal(1, keys["grid"]!["additionalProperties"]!["minItems"]!.GetValue<int>());
        Assert.Equal("""["linear","log"]""", keys["random"]!["properties"]!["keys"]!["additionalProperties"]!["anyOf"]![0]!["properties"]!["scale"]!["enum"]!.ToJsonString());
        Assert.Equal("""["count","keys"]""", keys["random"]!["required"]!.ToJsonString());
    }
}
