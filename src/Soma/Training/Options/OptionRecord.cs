using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Soma.Training.Options;

/// <summary>The options of a record, in the order in which they are declared.</summary>
internal static class OptionRecord
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionProperty>> _known = [];

    /// <summary>The options of a record; none if it is not an option record.</summary>
    public static IReadOnlyList<OptionProperty> Of(Type type) => _known.GetOrAdd(type, static record =>
    [
        .. from property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let option = property.GetCustomAttribute<OptionAttribute>()
           where option is not null
           orderby property.MetadataToken
           select new OptionProperty(property, option),
    ]);
}

/// <summary>One option of a record.</summary>
internal sealed class OptionProperty(PropertyInfo property, OptionAttribute option)
{
    /// <summary>Its key in experiment files.</summary>
    public string Key { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>One sentence.</summary>
    public string Meaning => option.Meaning;

    /// <summary>The limits as the attribute states them.</summary>
    public OptionAttribute Limits => option;

    /// <summary>The values allowed.</summary>
    public OptionRange Range { get; } = new(option);

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; } = property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>What it takes. Looked at late, because a record may hold records.</summary>
    public OptionType Type => field ??= OptionType.Of(property.PropertyType);

    /// <summary>Its value in a record; null if it may be left out and was.</summary>
    public object? Get(object record) => property.GetValue(record);

    /// <summary>Gives it a value, in a record that is being made.</summary>
    public void Set(object record, object value) => property.SetValue(record, value);
}
