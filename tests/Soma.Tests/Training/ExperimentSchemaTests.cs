using System.Text.Json.Nodes;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class ExperimentSchemaTests
{
    [Fact]
    public void The_published_schema_is_the_one_that_the_reader_checks_by()
    {
        string path = Path.Combine(Repository(), "papers", "experiment.schema.json");
        string schema = ExperimentSchema.ToJson();
        if (Environment.GetEnvironmentVariable("SOMA_APPROVE") == "1")
            File.WriteAllText(path, schema);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == schema, $"'{path}' is not up to date. Run this test once with SOMA_APPROVE=1 in the environment, and look at what changed.");
    }

    [Fact]
    public void Limits_and_defaults_are_those_of_the_options()
    {
        JsonNode schema = JsonNode.Parse(ExperimentSchema.ToJson())!;
        JsonNode rule = schema["properties"]!["rule"]!["anyOf"]!.AsArray().Single(option => option!["properties"]?["name"]!["const"]!.GetValue<string>() == "corinfomax")!;
        JsonNode nudge = rule["properties"]!["nudge"]!;
        Assert.Equal("""{"const":0}""", nudge["not"]!.ToJsonString());
        Assert.Equal(1, nudge["default"]!.GetValue<double>());
        Assert.Equal(0, rule["properties"]!["forgettingFactor"]!["exclusiveMinimum"]!.GetValue<double>());
        Assert.Equal(1000, rule["properties"]!["feedforwardRates"]!["items"]!["maximum"]!.GetValue<double>());
        Assert.Equal("""["name"]""", schema["required"]!.ToJsonString());
        Assert.Equal("""["extends"]""", schema["anyOf"]![0]!["required"]!.ToJsonString());
        Assert.Equal("""["name","data","architecture","rule"]""", schema["anyOf"]![1]!["required"]!.ToJsonString());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    internal static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Soma.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
