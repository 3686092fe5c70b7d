using System.Collections;
using System.Text.Json.Nodes;

namespace Soma.Training.Options;

/// <summary>Option records to JSON, every option with its value; what may be left out and was is left out here too.</summary>
internal static class OptionsWriter
{
    /// <summary>A record as JSON.</summary>
    public static JsonObject Write(object record)
    {
        JsonObject json = [];
        foreach (OptionProperty option in OptionRecord.Of(record.GetType()))
        {
            if (option.Get(record) is { } value)
                json.Add(option.Key, WriteValue(value));
        }

        return json;
    }

    /// <summary>A value of an option as JSON.</summary>
    public static JsonNode WriteValue(object value) => value switch
    {
        bool truth => JsonValue.Create(truth),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        ulong number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        Enum choice => JsonValue.Create(OptionType.NameOf(choice)),
        IEnumerable items => new JsonArray([.. items.Cast<object>().Select(WriteValue)]),
        _ => Write(value),
    };
}
