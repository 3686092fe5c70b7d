using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Soma.Cli.Reporting;

/// <summary>How JSON is written for other programs: camelCase, one line per object.</summary>
internal static class JsonLines
{
    /// <summary>The style. A number that JSON cannot hold, such as infinity, becomes the text that names it.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes one object as one line.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The object.</param>
    public static void Write<TValue>(TextWriter writer, TValue value) => writer.WriteLine(JsonSerializer.Serialize(value, Options));
}
