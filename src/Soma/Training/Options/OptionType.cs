using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Soma.Training.Options;

/// <summary>A .NET type as the experiment file sees it.</summary>
internal sealed class OptionType
{
    private static readonly Type[] _wholeNumbers = [typeof(int), typeof(long), typeof(ulong)];

    private OptionType(Type type, OptionKind kind, OptionType? item = null)
    {
        Type = type;
        Kind = kind;
        Item = item;
    }

    /// <summary>The .NET type.</summary>
    public Type Type { get; }

    /// <summary>What it takes.</summary>
    public OptionKind Kind { get; }

    /// <summary>The type of the entries of a list; null for anything else.</summary>
    public OptionType? Item { get; }

    /// <summary>The names of a choice, as written in experiment files, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Choices => Kind == OptionKind.Choice ? [.. ChoicesOf(Type)] : [];

    /// <summary>What it takes, in words: "a number", "a list of whole numbers".</summary>
    public string Expectation => Kind == OptionKind.Choice ? $"one of {Names(", ")}" : $"{(Kind == OptionKind.Truth ? "" : "a ")}{Words}";

    /// <summary>What it takes, for a table: "number", "constant | divideByLoopIndex".</summary>
    public string Words => Kind switch
    {
        OptionKind.Truth => "true or false",
        OptionKind.WholeNumber => "whole number",
        OptionKind.Number => "number",
        OptionKind.Text => "text",
        OptionKind.Choice => Names(" | "),
        OptionKind.List => $"list of {Item!.Plural}",
        _ => $"record {{ {string.Join(", ", OptionRecord.Of(Type).Select(static option => option.Key))} }}",
    };

    private string Plural => Kind is OptionKind.WholeNumber or OptionKind.Number or OptionKind.List ? $"{Words.Replace("list", "lists", StringComparison.Ordinal)}{(Kind == OptionKind.List ? "" : "s")}" : Words;

    /// <summary>Looks at a type.</summary>
    /// <exception cref="NotSupportedException">It is not made for options.</exception>
    public static OptionType Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
            return new(type, OptionKind.Truth);
        if (_wholeNumbers.Contains(type))
            return new(type, OptionKind.WholeNumber);
        if (type == typeof(double))
            return new(type, OptionKind.Number);
        if (type == typeof(string))
            return new(type, OptionKind.Text);
        if (type.IsEnum)
            return new(type, OptionKind.Choice);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return new(type, OptionKind.List, Of(type.GetGenericArguments()[0]));
        if (OptionRecord.Of(type).Count > 0)
            return new(type, OptionKind.Record);
        throw new NotSupportedException($"An option cannot be of the type {type}: use bool, int, long, ulong, double, string, an enum, a record of options, or an IReadOnlyList of one of them.");
    }

    /// <summary>A value of a choice as written in experiment files.</summary>
    public static string NameOf(Enum value) => ChoicesOf(value.GetType()).First(choice => choice.Value.Equals(value)).Key;

    private static IEnumerable<KeyValuePair<string, object>> ChoicesOf(Type type) =>
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
        let name = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name)
        select KeyValuePair.Create(name, field.GetValue(null)!);

    private string Names(string separator) => string.Join(separator, ChoicesOf(Type).Select(static choice => choice.Key));
}
