namespace Soma.Training;

/// <summary>The files of a run.</summary>
internal static class RunFiles
{
    public const string Experiment = "experiment.json";
    public const string Metrics = "metrics.csv";
    public const string Angles = "angles.csv";
    public const string Events = "events.jsonl";
    public const string Checkpoint = "checkpoint.safetensors";
    public const string Environment = "environment.json";

    /// <summary>A folder for TensorBoard, with one file in it; only where it was asked for.</summary>
    public const string TensorBoard = "tensorboard";

    /// <summary>TensorBoard takes files for its own by the word in the middle, and reads them in the order of their names.</summary>
    public const string TensorBoardEvents = "events.out.tfevents.0.soma";

    /// <summary>Why the last attempt failed; there only until the next one begins.</summary>
    public const string Failure = "failure.json";

    /// <summary>Held open by the process that writes; the system frees it however that process ends.</summary>
    public const string Lock = ".lock";

    /// <summary>What makes a folder a run's is deleted last.</summary>
    public static readonly string[] InOrderOfDeletion = [Checkpoint, Metrics, Angles, Events, Environment, Failure, Experiment];

    /// <summary>Whether a file is a run's, or what a process left of one when it was killed while writing it.</summary>
    public static bool IsOwn(string name) => name is Lock or TensorBoard || InOrderOfDeletion.Any(own => name == own || name == own + Checkpoints.AtomicFile.TemporarySuffix);
}
