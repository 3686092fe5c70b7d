using Soma.Networks;

namespace Soma.Learning;

/// <summary>
/// All that the update of one tensor of synapses may read: a promise, which the conformance tests hold a rule to by disturbing everything else. What an optimizer remembers of a
/// synapse counts as part of it.
/// </summary>
/// <param name="Kind">The kind of synapses, for example "wff".</param>
/// <param name="Layer">Their layer.</param>
/// <param name="Signals">Signals at the ends of the phases, of whichever phase.</param>
public sealed record PlasticityReads(string Kind, int Layer, params IReadOnlyList<LayerSignal> Signals)
{
    /// <summary>Whether the synapses' own strength takes part in more than being added to, as where an update looks at a prediction error.</summary>
    public bool OwnStrength { get; init; }

    /// <summary>Synapses of other names that it reads, for example "steps.1", the clock of an optimizer; usually none.</summary>
    public IReadOnlyList<string> OtherSynapses { get; init; } = [];

    /// <summary>The name of the synapses, for example "wff.1".</summary>
    public string Name => Synapses<float>.NameOf(Kind, Layer);

    /// <summary>For people, for example "wff.2: rates.2, rates.1, own strength".</summary>
    public override string ToString() =>
        $"{Name}: {string.Join(", ", [.. Signals.Select(static signal => signal.ToString()), .. OwnStrength ? ["own strength"] : Array.Empty<string>(), .. OtherSynapses])}";
}

/// <summary>A signal of a layer, by the name that an <see cref="Activity{T}"/> knows it by.</summary>
/// <param name="Name">For example "rates".</param>
/// <param name="Layer">0 for the input.</param>
public readonly record struct LayerSignal(string Name, int Layer)
{
    /// <summary>r of a layer.</summary>
    /// <param name="layer">0 for the input.</param>
    public static LayerSignal Rates(int layer) => new(SignalNames.Rates, layer);

    /// <summary>u of a layer.</summary>
    /// <param name="layer">1 to P.</param>
    public static LayerSignal Somatic(int layer) => new(SignalNames.Somatic, layer);

    /// <inheritdoc/>
    public override string ToString() => Synapses<float>.NameOf(Name, Layer);
}
