using Soma.Checkpoints;
using Soma.Learning.Optimizers;
using Soma.Training;

namespace Soma.Interchange;

/// <summary>A run folder to read from. Its files are replaced whole, so that it may be read while a process still trains in it: one sees what was saved last.</summary>
public sealed class StoredRun
{
    private StoredRun(string folder) => Folder = folder;

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The name of the folder without those above it.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>Whether a process is training in it at this moment.</summary>
    public bool IsBeingWritten => RunFolderGuard.IsHeld(Folder);

    /// <summary>Looks at a run folder and changes nothing.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="RunFolderException">It is missing, or not a run's.</exception>
    public static StoredRun Open(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        RunFolderGuard.ReadExperiment(full);
        return new StoredRun(full);
    }

    /// <summary>A row per epoch, at least one.</summary>
    /// <exception cref="RunFolderException">No epoch is over yet, or the table is damaged.</exception>
    public MetricsTable Metrics()
    {
        MetricsTable metrics = MetricsTable.Read(Path.Combine(Folder, RunFiles.Metrics));
        return metrics.Rows.Count > 0
            ? metrics
            : throw new RunFolderException($"The run in '{Folder}' has no metrics: its first epoch is not over yet. Go on with 'soma resume', or wait for it.");
    }

    /// <summary>The checkpoint.</summary>
    /// <exception cref="RunFolderException">There is none yet.</exception>
    /// <exception cref="CheckpointException">It is damaged.</exception>
    public SafeTensorsFile Checkpoint()
    {
        string path = Path.Combine(Folder, RunFiles.Checkpoint);
        return File.Exists(path)
            ? SafeTensors.Read(path)
            : throw new RunFolderException($"The run in '{Folder}' has no {RunFiles.Checkpoint}: its first epoch is not over yet. Go on with 'soma resume', or wait for it.");
    }

    /// <summary>The names of a checkpoint's tensors, in its order.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="all">Also what is remembered for training only: the memories of an optimizer and the guard's older copy.</param>
    internal static IReadOnlyList<string> NamesOf(SafeTensorsFile checkpoint, bool all) =>
        [.. checkpoint.Names.Where(name => all || !(name.StartsWith(GuardedSynapses.Prefix, StringComparison.Ordinal) || OptimizerNames.IsMemory(name)))];
}
