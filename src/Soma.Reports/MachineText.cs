using System.Globalization;
using System.Text.Json;

namespace Soma.Reports;

/// <summary>What a run was computed on, read from its <c>environment.json</c>. It explains times and nothing else, so a run without it is reported all the same.</summary>
internal static class MachineText
{
    private const string EnvironmentFile = "environment.json";

    /// <summary>Processor, instructions and threads; empty if the file is missing or tells nothing.</summary>
    public static string Read(string folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, EnvironmentFile)));
            JsonElement root = document.RootElement;
            int threads = root.GetProperty("threads").GetInt32();
            return string.Create(CultureInfo.InvariantCulture, $"{root.GetProperty("cpu").GetString()}, {root.GetProperty("path").GetString()}, {threads} thread{(threads == 1 ? "" : "s")}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return "";
        }
    }
}
