using System.IO.Compression;
using Soma.Checkpoints;

namespace Soma.Interchange.Formats;

/// <summary>Weights as a numpy archive: a zip of one array per tensor, stored as they are, with nothing of the clock in it.</summary>
internal sealed class NumpyArchive : IRunFormat
{
    // The earliest that a zip can name.
    private static readonly DateTimeOffset _noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "npz";

    public string Summary => "weights of the checkpoint; for numpy.load";

    public string FileOf(string run) => $"{run}.npz";

    public Action<Stream> Read(StoredRun run, bool all)
    {
        SafeTensorsFile checkpoint = run.Checkpoint();
        return stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (string name in StoredRun.NamesOf(checkpoint, all))
                Add(archive, name, checkpoint);
        };
    }

    private static void Add(ZipArchive archive, string name, SafeTensorsFile checkpoint)
    {
        ZipArchiveEntry entry = archive.CreateEntry($"{name}.npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = _noTime;
        using Stream stream = entry.Open();
        stream.Write(NumpyHeader.Of(checkpoint.DTypeOf(name), checkpoint.ShapeOf(name)));
        stream.Write(checkpoint.Bytes(name));
    }
}
