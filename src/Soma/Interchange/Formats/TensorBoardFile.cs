using Soma.Training;

namespace Soma.Interchange.Formats;

/// <summary>Metrics as TensorBoard's event file. TensorBoard takes each folder for a run.</summary>
internal sealed class TensorBoardFile : IRunFormat
{
    public string Name => "tensorboard";

    public string Summary => "metrics as an event file, in a folder per run; for tensorboard --logdir";

    public string FileOf(string run) => Path.Combine(run, RunFiles.TensorBoardEvents);

    public Action<Stream> Read(StoredRun run, bool all)
    {
        byte[] file = EventFile.Whole(run.Metrics(), EpochTimes.Read(run.Folder), DateTimeOffset.UnixEpoch);
        return stream => stream.Write(file);
    }
}
