using System.Text.Json;
using Soma.Checkpoints;

namespace Soma.Training;

/// <summary>That an attempt at a run failed, other than by diverging; the run can be gone on with.</summary>
/// <param name="When">When it failed.</param>
/// <param name="Why">A sentence or several, for people.</param>
public sealed record RunFailure(DateTimeOffset When, string Why)
{
    /// <summary>Keeps it.</summary>
    internal void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, RunJson.Indented) + "\n");

    /// <summary>What was kept.</summary>
    /// <returns>Null if nothing was, or nothing that can be understood: it is told, and nothing depends on it.</returns>
    internal static RunFailure? Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<RunFailure>(File.ReadAllText(path), RunJson.Indented) is { Why: not null } failure ? failure : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
