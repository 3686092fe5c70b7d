using System.Text.Encodings.Web;
using System.Text.Json;

namespace Soma.Training.Options;

/// <summary>How JSON is written here: letters such as λ and ± as themselves, since the files are read by people.</summary>
internal static class JsonText
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>On many lines, with the same line breaks on every system.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Compact) { WriteIndented = true, NewLine = "\n" };
}
