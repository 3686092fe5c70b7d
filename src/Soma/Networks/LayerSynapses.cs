using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>The synapses of one kind, such as all feedforward weights, by the layer that they belong to.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class LayerSynapses<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string _kind;
    private readonly PanelMatrix<T>?[] _layers;

    internal LayerSynapses(string kind, int outputLayer)
    {
        _kind = kind;
        _layers = new PanelMatrix<T>?[outputLayer + 1];
    }

    /// <summary>The synapses of a layer, shape (outputs, inputs).</summary>
    /// <param name="layer">1 to P.</param>
    /// <exception cref="KeyNotFoundException">The layer has none of this kind.</exception>
    public PanelMatrix<T> this[int layer] => (uint)layer < (uint)_layers.Length && _layers[layer] is { } tensor
        ? tensor
        : throw new KeyNotFoundException($"There are no synapses '{Synapses<T>.NameOf(_kind, layer)}'.");

    internal void Add(int layer, PanelMatrix<T> tensor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)layer, (uint)_layers.Length, nameof(layer));
        if (_layers[layer] is not null)
            throw new ArgumentException($"There are synapses '{Synapses<T>.NameOf(_kind, layer)}' already.", nameof(layer));
        _layers[layer] = tensor;
    }
}
