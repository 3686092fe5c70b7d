using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Checkpoints;

namespace Soma.Training;

/// <summary>
/// The folder of a run: <c>experiment.json</c>, <c>metrics.csv</c>, <c>angles.csv</c> for rules with feedback synapses,
/// <c>events.jsonl</c>, <c>checkpoint.safetensors</c> and <c>environment.json</c>; after a failure in a sweep also <c>failure.json</c>. While it is open no other process can write to it. A process
/// killed at any moment leaves the last whole checkpoint and at worst rows of metrics and angles beyond it, which are dropped when the run goes on.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private readonly TimeProvider _time;
    private readonly FileStream _lock;
    private MetricsTable? _metrics;

    private RunFolder(string path, Experiment experiment, TimeProvider? time, FileStream held)
    {
        Path = path;
        Experiment = experiment;
        _time = time ?? TimeProvider.System;
        _lock = held;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>What is computed in it.</summary>
    public Experiment Experiment { get; }

    /// <summary>Full path of the checkpoint; the file need not exist yet.</summary>
    public string CheckpointPath => FileOf(RunFiles.Checkpoint);

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">The folder; made if missing, with its parents.</param>
    /// <param name="experiment">What will be computed.</param>
    /// <param name="overwrite">Whether an earlier run in the folder may be deleted. Files that are not a run's are never deleted.</param>
    /// <param name="time">The clock of the events; the system's if null.</param>
    /// <exception cref="RunFolderException">The folder holds something already, is in use, or cannot be written.</exception>
    public static RunFolder Create(string path, Experiment experiment, bool overwrite = false, TimeProvider? time = null)
    {
        string full = System.IO.Path.GetFullPath(path);
        FileStream held = RunFolderGuard.Claim(full, overwrite);
        RunFolder folder = new(full, experiment, time, held);
        try
        {
            folder.Writing(folder.WriteExperiment);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of an earlier run to go on with it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="epochs">The new number of epochs in all; null to keep it.</param>
    /// <param name="time">The clock of the events; the system's if null.</param>
    /// <exception cref="RunFolderException">It is missing, not a run's, in use, or cannot be written.</exception>
    /// <exception cref="ExperimentException">Its experiment.json cannot be used.</exception>
    public static RunFolder Open(string path, int? epochs = null, TimeProvider? time = null)
    {
        string full = System.IO.Path.GetFullPath(path);
        string json = RunFolderGuard.ReadExperiment(full);
        IReadOnlyList<string> changes = epochs is { } wanted ? [string.Create(CultureInfo.InvariantCulture, $"epochs={wanted}")] : [];
        Experiment experiment = ExperimentReader.Read(json, System.IO.Path.Combine(full, RunFiles.Experiment), changes);
        return new RunFolder(full, experiment, time, RunFolderGuard.Lock(full));
    }

    /// <summary>Opens the folder of a run to go on with it, or makes it if there is none. Of two processes that ask at once, one gets it.</summary>
    /// <param name="path">The folder; made if missing, with its parents.</param>
    /// <param name="experiment">What is computed; it may differ from that of the run in the folder only in what changes no number, and in its epochs.</param>
    /// <param name="time">The clock of the events; the system's if null.</param>
    /// <exception cref="RunFolderException">The folder holds a run of another experiment or something else, is in use (<see cref="RunFolderException.IsInUse"/>), or cannot be written.</exception>
    /// <exception cref="ExperimentException">Its experiment.json cannot be used.</exception>
    public static RunFolder OpenOrCreate(string path, Experiment experiment, TimeProvider? time = null)
    {
        string full = System.IO.Path.GetFullPath(path);
        RunFolder folder = new(full, experiment, time, RunFolderGuard.Enter(full));
        try
        {
            if (File.Exists(folder.FileOf(RunFiles.Experiment)))
                folder.RequireExperiment();
            else
                folder.Writing(folder.WriteExperiment);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Lets other processes write to it again.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Notes that a run begins or goes on, and drops what lies beyond the place where it does.</summary>
    internal void Begin(RunStart start) => Writing(() =>
    {
        WriteExperiment();
        File.Delete(FileOf(RunFiles.Failure));
        AtomicFile.WriteText(FileOf(RunFiles.Environment), JsonSerializer.Serialize(start.Environment, RunJson.Indented) + "\n");
        _metrics = MetricsTable.ReadUpTo(FileOf(RunFiles.Metrics), start.EpochsDone);
        AngleLog.DropBeyond(FileOf(RunFiles.Angles), ((long)start.EpochsDone * start.Minibatches) + start.MinibatchesDone);
        EventLog.DropHalfLine(FileOf(RunFiles.Events));
        Note(start.IsResumed ? "resumed" : "started", new
        {
            start.EpochsDone,
            start.MinibatchesDone,
            start.Minibatches,
            start.Experiment.Epochs,
            start.Environment,
        });
    });

    /// <summary>
    /// Keeps a finished epoch. The row of metrics comes before the checkpoint: a kill between the two leaves a row too many, which resuming
    /// drops and makes again, rather than one too few, whose training accuracy could never be told again.
    /// </summary>
    internal void SaveEpoch<T>(EpochReport report, TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Writing(() =>
    {
        _metrics = (_metrics ?? MetricsTable.Empty).With(report);
        AtomicFile.WriteText(FileOf(RunFiles.Metrics), _metrics.ToCsv());
        AngleLog.Force(FileOf(RunFiles.Angles));
        TrainingCheckpoint.Save(CheckpointPath, Experiment, state);
        Note("epoch", report);
    });

    /// <summary>Notes that the guard took updates back.</summary>
    internal void NoteBackOff(BackOff backOff) => Writing(() => Note("backedOff", backOff));

    /// <summary>Keeps a place within an epoch.</summary>
    internal void SavePosition<T>(TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Writing(() =>
    {
        AngleLog.Force(FileOf(RunFiles.Angles));
        TrainingCheckpoint.Save(CheckpointPath, Experiment, state);
    });

    /// <summary>Keeps the angles after a minibatch.</summary>
    internal void SaveAngles(in MinibatchReport minibatch, IReadOnlyList<double> angles)
    {
        MinibatchReport place = minibatch;
        Writing(() => AngleLog.Append(FileOf(RunFiles.Angles), place, angles));
    }

    /// <summary>Notes that a run ended.</summary>
    internal void End(RunResult result) => Writing(() =>
    {
        switch (result.End)
        {
            case RunEnd.Interrupted:
                Note("interrupted", new { result.EpochsDone, result.MinibatchesDone });
                break;
            case RunEnd.Diverged:
                Note("diverged", result.Divergence!);
                break;
            default:
                Note("finished", new { result.EpochsDone, result.IsAtChance });
                break;
        }
    });

    /// <summary>Notes why an attempt failed, until the next one begins. That it cannot be noted, for want of room perhaps, is no further trouble: whoever made the attempt knows.</summary>
    internal void NoteFailure(string why)
    {
        try
        {
            new RunFailure(_time.GetUtcNow(), why).Write(FileOf(RunFiles.Failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure itself is told all the same.
        }
    }

    private void RequireExperiment()
    {
        string json = RunFolderGuard.ReadExperiment(Path), wanted = Experiment.ToJson();
        if (json == wanted)
            return;
        IReadOnlyList<string> differences = ExperimentWriter.Differences(ExperimentReader.Read(json, FileOf(RunFiles.Experiment)), Experiment);
        if (differences.Count > 0)
            throw new RunFolderException($"The folder '{Path}' holds a run of another experiment; they differ in {string.Join(", ", differences)}. Nothing there was touched; choose another folder, or move that run away.");
    }

    // A run that has just been made has it already, and a rewritten file costs the disk as much as a checkpoint of a small network.
    private void WriteExperiment()
    {
        string path = FileOf(RunFiles.Experiment), json = Experiment.ToJson();
        if (!File.Exists(path) || File.ReadAllText(path) != json)
            AtomicFile.WriteText(path, json);
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);

    private void Note(string kind, object details)
    {
        JsonObject line = new() { ["time"] = _time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["event"] = kind };
        foreach ((string key, JsonNode? value) in JsonSerializer.SerializeToNode(details, RunJson.Compact)!.AsObject())
            line[key] = value?.DeepClone();
        EventLog.Append(FileOf(RunFiles.Events), line);
    }

    private void Writing(Action write) => RunFolderGuard.Writing(Path, write);
}
