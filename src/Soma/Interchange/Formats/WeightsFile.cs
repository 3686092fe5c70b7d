using System.Numerics;
using Soma.Checkpoints;
using Soma.Numerics;

namespace Soma.Interchange.Formats;

/// <summary>
/// Weights as a safetensors file without what belongs to the trainer alone. It keeps the notes on what was trained and how far, but is no checkpoint: no run goes on from it.
/// </summary>
internal sealed class WeightsFile : IRunFormat
{
    public string Name => "safetensors";

    public string Summary => "weights of the checkpoint; for safetensors.numpy.load_file, PyTorch, JAX";

    public string FileOf(string run) => $"{run}.safetensors";

    public Action<Stream> Read(StoredRun run, bool all)
    {
        SafeTensorsFile checkpoint = run.Checkpoint();
        IReadOnlyList<string> names = StoredRun.NamesOf(checkpoint, all);
        return names.Any(name => checkpoint.DTypeOf(name) == TensorType.Double) ? Writing<double>(checkpoint, names) : Writing<float>(checkpoint, names);
    }

    private static Action<Stream> Writing<T>(SafeTensorsFile checkpoint, IReadOnlyList<string> names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KeyValuePair<string, string>[] notes = [.. CheckpointFormat.ReadState(checkpoint).OrderBy(static note => note.Key, StringComparer.Ordinal)];
        return stream => SafeTensorsWriter.Write<T>(stream, notes, [.. names.Select(name => (name, Tensor<T>(checkpoint, name)))]);
    }

    private static Tensor<T> Tensor<T>(SafeTensorsFile checkpoint, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<int> shape = checkpoint.ShapeOf(name);
        PanelMatrix<T> tensor = new(shape[0], shape[1]);
        tensor.Import(checkpoint.Values<T>(name));
        return tensor;
    }
}
