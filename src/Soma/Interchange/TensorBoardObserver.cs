using Soma.Checkpoints;
using Soma.Training;

namespace Soma.Interchange;

/// <summary>
/// Keeps TensorBoard's view of a run in <c>tensorboard/</c> in its folder while it goes on, and passes on whatever it is told. The file has the same name always: when a run
/// begins or goes on it is written anew up to there, then it grows by a record per epoch, so that no step occurs twice. Between epochs it does nothing.
/// </summary>
/// <example>
/// <code>
/// TrainingRun.Create(folder, data, team).Run(new TensorBoardObserver(SilentObserver.Instance), cancellation);
/// </code>
/// </example>
/// <param name="next">Is told everything, after what it is told was written.</param>
/// <param name="time">The clock; the system's if null.</param>
/// <exception cref="RunFolderException">Thrown by the calls: the folder cannot be written.</exception>
public sealed class TensorBoardObserver(IRunObserver next, TimeProvider? time = null) : IRunObserver
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private string? _run;

    /// <inheritdoc/>
    public void OnStarted(RunStart start)
    {
        // A run that is kept nowhere is shown nowhere.
        _run = start.Folder;
        if (_run is { } run)
            RunFolderGuard.Writing(run, () => Begin(run, start.EpochsDone));
        next.OnStarted(start);
    }

    /// <inheritdoc/>
    public void OnMinibatch(in MinibatchReport minibatch) => next.OnMinibatch(minibatch);

    /// <inheritdoc/>
    public void OnBackedOff(BackOff backOff) => next.OnBackedOff(backOff);

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch)
    {
        if (_run is { } run)
            RunFolderGuard.Writing(run, () => Append(run, EventFile.Record(epoch, _time.GetUtcNow())));
        next.OnEpoch(epoch);
    }

    /// <inheritdoc/>
    public void OnEnded(RunResult result) => next.OnEnded(result);

    private void Begin(string run, int epochs)
    {
        Directory.CreateDirectory(Path.Combine(run, RunFiles.TensorBoard));
        MetricsTable metrics = MetricsTable.ReadUpTo(Path.Combine(run, RunFiles.Metrics), epochs);
        byte[] file = EventFile.Whole(metrics, EpochTimes.Read(run), _time.GetUtcNow());
        AtomicFile.Write(PathIn(run), stream => stream.Write(file));
    }

    private static void Append(string run, byte[] record)
    {
        using FileStream stream = new(PathIn(run), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(record);
    }

    private static string PathIn(string run) => Path.Combine(run, RunFiles.TensorBoard, RunFiles.TensorBoardEvents);
}
