using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>One kind of signal, such as the rates r, for every layer that has it: samples are rows.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class LayerSignals<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T>?[] _layers;

    internal LayerSignals(Architecture architecture, int capacity, int firstLayer)
    {
        _layers = new Matrix<T>?[architecture.OutputLayer + 1];
        for (int layer = firstLayer; layer <= architecture.OutputLayer; layer++)
            _layers[layer] = new Matrix<T>(capacity, architecture[layer]);
    }

    /// <summary>The signal of a layer, shape (capacity, units).</summary>
    /// <param name="layer">A layer that has this signal.</param>
    public Matrix<T> this[int layer]
    {
        get => _layers[layer] ?? throw new ArgumentOutOfRangeException(nameof(layer), layer, "This layer has no such signal.");
        internal set => _layers[layer] = value;
    }
}
