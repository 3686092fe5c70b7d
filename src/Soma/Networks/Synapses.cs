using System.Diagnostics.CodeAnalysis;
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
    private readonly Dictionary<(string Kind, int Layer), PanelMatrix<T>> _byLayer = [];
    private readonly List<KeyValuePair<string, PanelMatrix<T>>> _inOrder = [];

    /// <summary>Starts without synapses.</summary>
    /// <param name="architecture">The layers that they join.</param>
    public Synapses(Architecture architecture) => Architecture = architecture;

    /// <summary>The layers that they join.</summary>
    public Architecture Architecture { get; }

    /// <summary>Every tensor with its name, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, PanelMatrix<T>>> All => _inOrder;

    /// <summary>The synapses of a kind at a layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <param name="layer">For example 1.</param>
    /// <exception cref="KeyNotFoundException">There are none.</exception>
    public PanelMatrix<T> this[string kind, int layer] => _byLayer.TryGetValue((kind, layer), out PanelMatrix<T>? tensor)
        ? tensor
        : throw new KeyNotFoundException($"There are no synapses '{NameOf(kind, layer)}'; there are: {string.Join(", ", _inOrder.Select(static pair => pair.Key))}.");

    /// <summary>The stable name of the synapses of a kind at a layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <param name="layer">For example 1.</param>
    public static string NameOf(string kind, int layer) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}.{layer}");

    /// <summary>Adds synapses under the name kind.layer.</summary>
    /// <param name="kind">For example "wff".</param>
    /// <param name="layer">For example 1.</param>
    /// <param name="tensor">Shape (outputs, inputs).</param>
    public void Add(string kind, int layer, PanelMatrix<T> tensor)
    {
        _byLayer.Add((kind, layer), tensor);
        _inOrder.Add(new(NameOf(kind, layer), tensor));
    }

    /// <summary>Looks for synapses of a kind at a layer.</summary>
    /// <param name="kind">For example "rfree".</param>
    /// <param name="layer">For example 1.</param>
    /// <param name="tensor">The synapses, if there are any.</param>
    public bool TryGet(string kind, int layer, [NotNullWhen(true)] out PanelMatrix<T>? tensor) => _byLayer.TryGetValue((kind, layer), out tensor);
}
