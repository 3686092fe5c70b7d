using System.Globalization;
using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>
/// All that a network learns or remembers, by stable names: <c>wff.1</c>, <c>wfb.2</c>, <c>b.1</c>. Saving, resuming and comparing know
/// these names and nothing of the rule.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class Synapses<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, LayerSynapses<T>> _kinds = [];
    private readonly List<KeyValuePair<string, PanelMatrix<T>>> _inOrder = [];

    /// <summary>Starts without synapses.</summary>
    /// <param name="architecture">The layers that they join.</param>
    public Synapses(Architecture architecture) => Architecture = architecture;

    /// <summary>The layers that they join.</summary>
    public Architecture Architecture { get; }

    /// <summary>Every tensor with its name, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, PanelMatrix<T>>> All => _inOrder;

    /// <summary>The synapses of a kind, by layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <exception cref="KeyNotFoundException">There are none.</exception>
    public LayerSynapses<T> this[string kind] => _kinds.TryGetValue(kind, out LayerSynapses<T>? layers)
        ? layers
        : throw new KeyNotFoundException($"There are no synapses of the kind '{kind}'; there are: {string.Join(", ", _kinds.Keys)}.");

    /// <summary>The stable name of the synapses of a kind at a layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <param name="layer">For example 1.</param>
    /// <returns>For example "wff.1".</returns>
    public static string NameOf(string kind, int layer) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{layer}");

    /// <summary>Adds synapses under the name kind.layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <param name="layer">1 to P.</param>
    /// <param name="tensor">Shape (outputs, inputs).</param>
    /// <exception cref="ArgumentException">There are such synapses already.</exception>
    public void Add(string kind, int layer, PanelMatrix<T> tensor)
    {
        if (!_kinds.TryGetValue(kind, out LayerSynapses<T>? layers))
            _kinds.Add(kind, layers = new LayerSynapses<T>(kind, Architecture.OutputLayer));
        layers.Add(layer, tensor);
        _inOrder.Add(new(NameOf(kind, layer), tensor));
    }

    /// <summary>Whether there are synapses of a kind at any layer.</summary>
    /// <param name="kind">For example "rfree".</param>
    public bool Contains(string kind) => _kinds.ContainsKey(kind);
}
