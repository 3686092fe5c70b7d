using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>One kind of signal, such as the rates r, for every layer that has it: samples are rows.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class LayerSignals<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T>?[] _layers;

    // A width per layer, from layer 0; a layer of width 0 has no such signal. Images have several rows per sample, one for each pixel.
    internal LayerSignals(int capacity, ReadOnlySpan<int> widths, ReadOnlySpan<int> rows = default)
    {
        _layers = new Matrix<T>?[widths.Length];
        for (int layer = 0; layer < widths.Length; layer++)
            _layers[layer] = widths[layer] == 0 ? null : new Matrix<T>(checked(capacity * (rows.IsEmpty ? 1 : rows[layer])), widths[layer]);
    }

    /// <summary>The layers that have this signal, from below.</summary>
    public IEnumerable<int> Layers => Enumerable.Range(0, _layers.Length).Where(layer => _layers[layer] is not null);

    /// <summary>The signal of a layer: shape (capacity, units), or as many columns, and rows per sample, as whoever asked for it first has named.</summary>
    /// <param name="layer">A layer that has this signal.</param>
    public Matrix<T> this[int layer]
    {
        get => _layers[layer] ?? throw new ArgumentOutOfRangeException(nameof(layer), layer, "This layer has no such signal.");
        internal set => _layers[layer] = value;
    }
}
