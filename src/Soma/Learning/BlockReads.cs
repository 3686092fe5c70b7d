using Soma.Networks;

namespace Soma.Learning;

/// <summary>What the updates of a hidden layer of blocks read, once it is known what its error is made of.</summary>
internal static class BlockReads
{
    /// <summary>W, and with batch normalization gain, shift and the running means.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="error">The signals that the error is made of.</param>
    /// <param name="decays">Whether synapses decay.</param>
    /// <param name="normalized">Whether there is batch normalization.</param>
    /// <param name="clock">What the optimizer counts its steps in.</param>
    public static IEnumerable<PlasticityReads> Of(int layer, IReadOnlyList<LayerSignal> error, bool decays, bool normalized, IReadOnlyList<string> clock)
    {
        string[] others = [.. normalized ? [Synapses<float>.NameOf(BlockSynapses.Gain, layer)] : Array.Empty<string>(), .. clock];
        yield return new(BlockSynapses.Feedforward, layer, [LayerSignal.Rates(layer - 1), .. error]) { OwnStrength = decays, OtherSynapses = others };
        if (!normalized)
            yield break;
        yield return new(BlockSynapses.Gain, layer, error) { OwnStrength = decays, OtherSynapses = clock };
        yield return new(BlockSynapses.Shift, layer, error) { OwnStrength = decays, OtherSynapses = clock };
        yield return new(BlockSynapses.Mean, layer, LayerSignal.Rates(layer - 1)) { OwnStrength = true };
        yield return new(BlockSynapses.Variance, layer, LayerSignal.Rates(layer - 1)) { OwnStrength = true };
    }
}
