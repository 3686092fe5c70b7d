using System.Globalization;
using System.Text.Json.Nodes;

namespace Soma.Training.Options;

/// <summary>Where something stands in an experiment file: <c>rule.neuralStep.start</c>, <c>schedule[1].from</c>.</summary>
internal static class OptionPath
{
    private const int LongestShown = 60;

    /// <summary>The path of a key.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>The path of an entry of a list.</summary>
    public static string Join(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>The key that a path ends with.</summary>
    public static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>The keys and indices of a path, in order.</summary>
    public static string[] Split(string path) => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');

    /// <summary>What was written, short enough for a message.</summary>
    public static string Shown(JsonNode? json)
    {
        string text = json?.ToJsonString(JsonText.Compact) ?? "null";
        return text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";
    }
}
