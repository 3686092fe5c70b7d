using System.Text.Json.Nodes;

namespace Soma.Training.Options;

/// <summary>Option records to JSON Schema.</summary>
internal static class SchemaWriter
{
    /// <summary>The schema of a record.</summary>
    public static JsonObject Record(Type type)
    {
        object defaults = Activator.CreateInstance(type)!;
        JsonObject properties = [];
        JsonArray required = [];
        foreach (OptionProperty option in OptionRecord.Of(type))
        {
            JsonObject schema = new() { ["description"] = option.Meaning };
            Describe(option.Type, option.Limits, schema);
            if (option.IsRequired)
                required.Add(option.Key);
            else if (option.Type.Kind != OptionKind.Record && option.Get(defaults) is { } value)
                schema["default"] = OptionsWriter.WriteValue(value);
            properties[option.Key] = schema;
        }

        JsonObject record = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
            record["required"] = required;
        return record;
    }

    /// <summary>A list of names.</summary>
    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(static name => JsonValue.Create(name))]);

    private static void Describe(OptionType type, OptionAttribute limits, JsonObject schema)
    {
        switch (type.Kind)
        {
            case OptionKind.Truth:
                schema["type"] = "boolean";
                break;
            case OptionKind.Text:
                schema["type"] = "string";
                break;
            case OptionKind.Choice:
                schema["enum"] = Names(type.Choices.Select(static choice => choice.Key));
                break;
            case OptionKind.List:
                JsonObject item = [];
                Describe(type.Item!, limits, item);
                schema["type"] = "array";
                schema["items"] = item;
                break;
            case OptionKind.Record:
                foreach ((string key, JsonNode? value) in Record(type.Type))
                    schema[key] = value!.DeepClone();
                break;
            default:
                schema["type"] = type.Kind == OptionKind.WholeNumber ? "integer" : "number";
                Limit(limits, schema);
                break;
        }
    }

    private static void Limit(OptionAttribute limits, JsonObject schema)
    {
        (string Keyword, double Value)[] bounds =
        [
            ("minimum", limits.AtLeast),
            ("exclusiveMinimum", limits.MoreThan),
            ("maximum", limits.AtMost),
            ("exclusiveMaximum", limits.LessThan),
        ];
        foreach ((string keyword, double value) in bounds)
        {
            if (double.IsFinite(value))
                schema[keyword] = value;
        }

        if (limits.NotZero)
            schema["not"] = new JsonObject { ["const"] = 0 };
    }
}
