using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>
/// Names of run folders that people can read and every file system takes: "leak=0.2,feedforwardRates=1_0.7". Where that would not tell two settings apart, or would
/// grow too long, a few digits of a hash are added.
/// </summary>
internal static class SweepFolderName
{
    private const string RulePrefix = "rule.";
    private const int MostLetters = 120, HashDigits = 8;

    /// <summary>The name of a setting.</summary>
    /// <param name="name">What it is called; null for nothing.</param>
    /// <param name="changes">What it changes beside that.</param>
    public static string Of(string? name, IReadOnlyList<KeyValuePair<string, JsonNode?>> changes)
    {
        List<string> parts = name is null ? [] : [Plain(name)];
        bool exact = name is null || IsPlain(name);
        foreach ((string key, JsonNode? value) in changes)
        {
            string path = key.StartsWith(RulePrefix, StringComparison.Ordinal) ? key[RulePrefix.Length..] : key;
            string? text = TextOf(value);
            exact &= text is not null && IsPlain(path);
            parts.Add($"{Plain(path)}={text ?? Plain(value?.ToJsonString(JsonText.Compact) ?? "null")}");
        }

        string readable = string.Join(',', parts);
        if (exact && readable.Length <= MostLetters)
            return readable;
        string whole = string.Join('\n', changes.Select(static change => $"{change.Key}={change.Value?.ToJsonString()}").Prepend(name));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..HashDigits];
        return $"{readable[..Math.Min(readable.Length, MostLetters)]}-{hash}";
    }

    private static string? TextOf(JsonNode? value) => value switch
    {
        JsonArray list when list.Select(TextOf).ToArray() is var items && items.Length > 0 && items.All(static item => item is not null && !item.Contains('_', StringComparison.Ordinal)) => string.Join('_', items),
        JsonValue scalar when (scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<JsonElement>().GetString()! : scalar.ToJsonString()) is var text && IsPlain(text) => text,
        _ => null,
    };

    private static bool IsPlain(string text) => text.Length > 0 && text[0] != '.' && text.All(IsPlain);

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+';

    private static string Plain(string text) => string.Concat(text.Select(static letter => IsPlain(letter) ? letter : '_'));
}
