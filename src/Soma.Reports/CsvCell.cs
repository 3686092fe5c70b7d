namespace Soma.Reports;

/// <summary>A cell of a table with commas between.</summary>
internal static class CsvCell
{
    /// <summary>In quotes where it must be.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
