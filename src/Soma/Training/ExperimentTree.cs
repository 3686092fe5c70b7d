using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>JSON text to a tree that overrides can change.</summary>
internal static class ExperimentTree
{
    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the text of an experiment.</summary>
    /// <returns>The tree, or null if the text is not a JSON object.</returns>
    public static JsonObject? Parse(string json, ICollection<Problem> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, _lenient);
            JsonNode? root = Copy(document.RootElement, "", problems);
            if (root is JsonObject tree)
                return tree;
            problems.Add(new("", $"The file holds {OptionPath.Shown(root)}, but an experiment is an object: {{ \"name\": …, \"data\": …, \"architecture\": [ … ], \"rule\": {{ … }} }}."));
        }
        catch (JsonException failure)
        {
            problems.Add(new("", Describe(failure)));
        }

        return null;
    }

    /// <summary>Reads a value of an override: JSON, or else text.</summary>
    public static JsonNode? ParseValue(string text, string path, ICollection<Problem> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, _lenient);
            return Copy(document.RootElement, path, problems);
        }
        catch (JsonException)
        {
            return JsonValue.Create(JsonSerializer.SerializeToElement(text));
        }
    }

    // A duplicate key would silently win or lose; here it is named.
    private static JsonNode? Copy(JsonElement element, string path, ICollection<Problem> problems) => element.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(element, path, problems),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select((item, index) => Copy(item, OptionPath.Join(path, index), problems))]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonObject CopyObject(JsonElement element, string path, ICollection<Problem> problems)
    {
        JsonObject copy = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string inner = OptionPath.Join(path, property.Name);
            if (!copy.TryAdd(property.Name, Copy(property.Value, inner, problems)))
                problems.Add(new(inner, "is given twice; keep one of them."));
        }

        return copy;
    }

    private static string Describe(JsonException failure)
    {
        string reason = failure.Message;
        int position = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string cause = position < 0 ? reason : reason[..position];
        return string.Create(CultureInfo.InvariantCulture, $"It is not JSON at line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1}: {cause}");
    }
}
