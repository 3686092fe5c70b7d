using System.Text;
using System.Text.Json.Nodes;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>A file that only grows, one JSON object per line.</summary>
internal static class EventLog
{
    /// <summary>Adds a line, in one write.</summary>
    public static void Append(string path, JsonObject line)
    {
        using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes(line.ToJsonString(JsonText.Compact) + "\n"));
    }

    /// <summary>The lines, also while somebody writes; none if there is no such file. The last may be half a line.</summary>
    public static string[] Lines(string path)
    {
        if (!File.Exists(path))
            return [];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Cuts off what a killed process left of its last line.</summary>
    public static void DropHalfLine(string path)
    {
        if (!File.Exists(path))
            return;
        int whole = Array.LastIndexOf(File.ReadAllBytes(path), (byte)'\n') + 1;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (stream.Length != whole)
            stream.SetLength(whole);
    }
}
