using System.Text.Json;
using System.Text.Json.Nodes;

namespace Soma.Training.Options;

/// <summary>Makes option records of JSON and gathers everything that is wrong on the way.</summary>
/// <param name="problems">Receives what is wrong.</param>
/// <param name="everywhere">Paths of all options there are, so that a key in the wrong place can be told its right one.</param>
internal sealed class OptionsReader(ICollection<Problem> problems, IReadOnlyCollection<string> everywhere)
{
    private const string Unknown = "there is no such key";

    /// <summary>Whether a problem is that a key is not known, whatever its value.</summary>
    public static bool IsUnknownKey(Problem problem) => problem.Message.StartsWith(Unknown, StringComparison.Ordinal);

    /// <summary>Makes a record. What is wrong keeps its default; required options that are missing keep nothing.</summary>
    /// <param name="type">The record's type.</param>
    /// <param name="json">What was written.</param>
    /// <param name="path">Where.</param>
    /// <param name="alsoKnown">Keys that someone else reads.</param>
    public object Read(Type type, JsonObject json, string path, params IReadOnlyList<string> alsoKnown)
    {
        object record = Activator.CreateInstance(type)!;
        IReadOnlyList<OptionProperty> options = OptionRecord.Of(type);
        foreach ((string key, JsonNode? value) in json)
        {
            if (options.FirstOrDefault(option => option.Key == key) is { } option)
                Set(record, option, value, OptionPath.Join(path, key));
            else if (!alsoKnown.Contains(key))
                ReportUnknown(key, path, [.. options.Select(static option => option.Key), .. alsoKnown]);
        }

        foreach (OptionProperty option in options)
        {
            if (option.IsRequired && !json.ContainsKey(option.Key))
                Report(OptionPath.Join(path, option.Key), $"is missing; it takes {Expected(option.Type, option.Range)}. {option.Meaning}");
        }

        if (record is ICheckedOptions together)
            ReportWrong(together, path);
        return record;
    }

    private static string Expected(OptionType type, OptionRange range) => range.Text.Length == 0
        ? type.Expectation
        : $"{type.Expectation}{(type.Kind == OptionKind.List ? ", each" : "")} {range.Text}";

    private void Set(object record, OptionProperty option, JsonNode? json, string path)
    {
        if (ReadValue(option.Type, option.Range, json, path) is { } value)
            option.Set(record, value);
    }

    private object? ReadValue(OptionType type, OptionRange range, JsonNode? json, string path)
    {
        object? value = type.Kind switch
        {
            OptionKind.Record => json is JsonObject inner ? Read(type.Type, inner, path) : null,
            OptionKind.List => json is JsonArray items ? ReadList(type.Item!, range, items, path) : null,
            _ => json is JsonValue scalar ? ScalarOf(type, scalar.GetValue<JsonElement>()) : null,
        };
        if (value is null)
        {
            Report(path, $"is {OptionPath.Shown(json)}, but must be {Expected(type, range)}{NearestChoice(type, json)}");
            return null;
        }

        if (type.Kind is OptionKind.Number or OptionKind.WholeNumber && !range.Allows(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)))
        {
            Report(path, $"is {OptionPath.Shown(json)}, but must be {(range.Text.Length == 0 ? "finite" : range.Text)}.");
            return null;
        }

        return value;
    }

    private Array ReadList(OptionType item, OptionRange range, JsonArray items, string path)
    {
        Array list = Array.CreateInstance(item.Type, items.Count);
        for (int index = 0; index < items.Count; index++)
        {
            if (ReadValue(item, range, items[index], OptionPath.Join(path, index)) is { } value)
                list.SetValue(value, index);
        }

        return list;
    }

    private static object? ScalarOf(OptionType type, JsonElement element) => (type.Kind, element.ValueKind) switch
    {
        (OptionKind.Truth, JsonValueKind.True) => true,
        (OptionKind.Truth, JsonValueKind.False) => false,
        (OptionKind.Text, JsonValueKind.String) => element.GetString(),
        (OptionKind.Choice, JsonValueKind.String) => type.Choices.FirstOrDefault(choice => choice.Key == element.GetString()).Value,
        (OptionKind.Number, JsonValueKind.Number) => element.GetDouble(),
        (OptionKind.WholeNumber, JsonValueKind.Number) => WholeNumberOf(type.Type, element),
        _ => null,
    };

    // 5, 5.0 and 5e0 are the same number to JSON.
    private static object? WholeNumberOf(Type type, JsonElement element)
    {
        if (!element.TryGetDecimal(out decimal value) || value != decimal.Truncate(value))
            return null;
        try
        {
            return Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string NearestChoice(OptionType type, JsonNode? json)
    {
        string? nearest = type.Kind == OptionKind.Choice && json is JsonValue && json.GetValueKind() == JsonValueKind.String
            ? Suggestion.Nearest(json.GetValue<JsonElement>().GetString()!, type.Choices.Select(static choice => choice.Key))
            : null;
        return nearest is null ? "." : $"; did you mean '{nearest}'?";
    }

    private void ReportUnknown(string key, string path, IReadOnlyList<string> valid)
    {
        string? nearest = Suggestion.Nearest(key, valid);
        string? elsewhere = everywhere.FirstOrDefault(known => OptionPath.Last(known).Equals(key, StringComparison.OrdinalIgnoreCase));
        string way = (nearest ?? elsewhere) is { } meant ? $"did you mean '{(nearest is null ? meant : OptionPath.Join(path, meant))}'?" : $"valid are {string.Join(", ", valid)}.";
        Report(OptionPath.Join(path, key), $"{Unknown}; {way}");
    }

    // A value that was refused by itself is not refused again for what its default would be.
    private void ReportWrong(ICheckedOptions options, string path)
    {
        foreach ((string key, string message) in options.Wrong)
        {
            string place = OptionPath.Join(path, key);
            if (problems.All(problem => problem.Path != place))
                Report(place, message);
        }
    }

    private void Report(string path, string message) => problems.Add(new Problem(path, message));
}
