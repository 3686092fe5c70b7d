using System.Text.Json;
using System.Text.Json.Serialization;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>How reports are written as JSON; an angle may be NaN, which plain JSON could not say.</summary>
internal static class RunJson
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Compact { get; } = new(JsonText.Compact)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>On many lines.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true, NewLine = "\n" };
}
