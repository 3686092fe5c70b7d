using System.Globalization;
using System.Text.Json;
using Soma.Checkpoints;

namespace Soma.Sweeps.Slurm;

/// <summary>
/// Remembers in the sweep's folder which jobs were submitted: <c>slurm.json</c>. How the runs stand is not in it; that is what the run folders say.
/// </summary>
internal static class SlurmJobFile
{
    /// <summary>Its name.</summary>
    public const string FileName = "slurm.json";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The jobs in the order in which they were submitted; none if there is no file.</summary>
    /// <exception cref="SlurmException">The file cannot be understood.</exception>
    public static IReadOnlyList<SlurmJob> Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
                return [];
            Content content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), _json) ?? throw new JsonException("It holds nothing.");
            return [.. content.Jobs.Select(static entry => new SlurmJob(entry.Id, entry.Cluster, new SlurmArray(entry.Offset, ArrayIndices.Parse(entry.Cells)), entry.Submitted))];
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException)
        {
            throw new SlurmException($"The file '{path}', which tells what was submitted, cannot be understood: {failure.Message} See with squeue that no job of the sweep is left, and delete it.");
        }
    }

    /// <summary>Writes the jobs over the file, whole or not at all.</summary>
    public static void Write(string folder, IEnumerable<SlurmJob> jobs)
    {
        Content content = new([.. jobs.Select(static job => new Entry(job.Id, job.Cluster, job.Array.Offset, ArrayIndices.Compress(job.Array.Cells), job.Submitted))]);
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(content, _json) + "\n");
    }

    private sealed record Content(IReadOnlyList<Entry> Jobs);

    private sealed record Entry(string Id, string? Cluster, int Offset, string Cells, DateTimeOffset Submitted);
}
