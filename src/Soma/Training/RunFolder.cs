namespace Soma.Training;

/// <summary>
/// The folder of a run: <c>experiment.json</c>, <c>metrics.csv</c>, <c>events.jsonl</c>, <c>checkpoint.safetensors</c> and
/// <c>environment.json</c>. While it is open no other process can write to it.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private RunFolder(string path, Experiment experiment)
    {
        Path = path;
        Experiment = experiment;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>What is computed in it.</summary>
    public Experiment Experiment { get; }

    /// <summary>Full path of the checkpoint; the file need not exist yet.</summary>
    public string CheckpointPath => System.IO.Path.Combine(Path, "checkpoint.safetensors");

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">The folder; made if missing, with its parents.</param>
    /// <param name="experiment">What will be computed.</param>
    /// <param name="overwrite">Whether an earlier run in the folder may be deleted. Files that are not a run's are never deleted.</param>
    /// <param name="time">The clock of the events; the system's if null.</param>
    /// <exception cref="RunFolderException">The folder holds something already, or cannot be written.</exception>
    public static RunFolder Create(string path, Experiment experiment, bool overwrite = false, TimeProvider? time = null) => throw new NotSupportedException($"{path}{experiment}{overwrite}{time}");

    /// <summary>Opens the folder of an earlier run to go on with it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="epochs">The new number of epochs in all; null to keep it.</param>
    /// <param name="time">The clock of the events; the system's if null.</param>
    /// <exception cref="RunFolderException">It is missing, not a run's, in use, or cannot be written.</exception>
    /// <exception cref="ExperimentException">Its experiment.json cannot be used.</exception>
    public static RunFolder Open(string path, int? epochs = null, TimeProvider? time = null) => throw new NotSupportedException($"{path}{epochs}{time}");

    /// <summary>Lets other processes write to it again.</summary>
    public void Dispose()
    {
    }
}
