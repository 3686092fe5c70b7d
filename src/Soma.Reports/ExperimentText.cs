using System.Globalization;
using System.Text.Json;

namespace Soma.Reports;

/// <summary>What a report needs of an <c>experiment.json</c>.</summary>
internal sealed record ExperimentText(string Name, string Source, ulong Seed, int Epochs, string TrainAccuracy, IReadOnlyDictionary<string, string> Options)
{
    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // These name a run or describe it; they do not change what it computes.
    private static readonly string[] _descriptions = ["$schema", "name", "title", "source", "seed", "published", "angleEvery", "information"];

    /// <summary>Name of the published learning curve, as the experiment gives it; empty if it gives none.</summary>
    public string Curve { get; private init; } = "";

    /// <summary>Whether a vector field is trained and not a network; nothing else is known of it then.</summary>
    public bool IsOfField { get; private init; }

    /// <summary>Name of the published alignment angles, as the experiment gives it; empty if it gives none.</summary>
    public string Angles { get; private init; } = "";

    /// <summary>Reads the text.</summary>
    /// <returns>Null if a problem was noted.</returns>
    public static ExperimentText? Parse(string json, string path, List<string> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, _lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Parse(document.RootElement, path, problems);
            problems.Add($"'{path}' holds a JSON {document.RootElement.ValueKind}, but an experiment is an object.");
        }
        catch (JsonException failure)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"'{path}' is not JSON at line {failure.LineNumber + 1}; a run writes it whole, so restore it from a copy."));
        }

        return null;
    }

    private static ExperimentText? Parse(JsonElement root, string path, List<string> problems)
    {
        if (Property(root, "rule") is null && (Property(root, "system") ?? Property(root, "density")) is not null)
            return new("", "", 0, 0, "", new SortedDictionary<string, string>()) { IsOfField = true };
        int before = problems.Count;
        string name = Property(root, "name") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        if (name.Length == 0 || name.Any(char.IsControl))
            problems.Add($"'{path}' has no readable \"name\", which a report files the run under.");
        ulong seed = 0;
        if (Property(root, "seed") is not { ValueKind: JsonValueKind.Number } seedValue || !seedValue.TryGetUInt64(out seed))
            problems.Add($"'{path}' has no whole number \"seed\", which tells runs of one experiment apart.");
        int epochs = 0;
        if (Property(root, "epochs") is not { ValueKind: JsonValueKind.Number } epochsValue || !epochsValue.TryGetInt32(out epochs) || epochs < 1)
            problems.Add($"'{path}' has no \"epochs\" of at least 1.");
        if (problems.Count > before)
            return null;

        SortedDictionary<string, string> options = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject().Where(static property => !_descriptions.Contains(property.Name)))
            Flatten(property.Name, property.Value, options);
        return new(name, TextOf(root, "source", ""), seed, epochs, TextOf(root, "trainAccuracy", "seen"), options)
        {
            Curve = Published(root, "curve"),
            Angles = Published(root, "angles"),
        };
    }

    private static JsonElement? Property(JsonElement root, string key) => root.TryGetProperty(key, out JsonElement value) ? value : null;

    private static string Published(JsonElement root, string key) =>
        Property(root, "published") is { ValueKind: JsonValueKind.Object } published ? TextOf(published, key, "") : "";

    private static string TextOf(JsonElement root, string key, string otherwise) =>
        Property(root, key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : otherwise;

    private static void Flatten(string path, JsonElement value, SortedDictionary<string, string> options)
    {
        // A list of records is taken apart like a record, so that a run from before a record had some key is still known for what it is.
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(static item => item.ValueKind == JsonValueKind.Object))
        {
            options[$"{path}.length"] = value.GetArrayLength().ToString(CultureInfo.InvariantCulture);
            foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                Flatten(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), item, options);
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            options[path] = value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value);
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject())
            Flatten($"{path}.{property.Name}", property.Value, options);
    }
}
