using Soma.Networks;

namespace Soma.Learning.KernelFunctions;

/// <summary>What the memory of a stream reads when it takes in new examples.</summary>
internal static class KernelizedMemory
{
    /// <summary>Features by layer, and with layer 1 the labels, which serve all layers.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="features">The signal that is remembered.</param>
    public static IEnumerable<PlasticityReads> ReadsOf(int layer, string features)
    {
        string[] count = [Synapses<float>.NameOf(KernelizedStream<float>.Count, 1)];
        yield return new(KernelizedStream<float>.Memory, layer, new LayerSignal(features, layer)) { OwnStrength = true, OtherSynapses = count };
        yield return new(KernelizedStream<float>.Mean, layer, new LayerSignal(features, layer)) { OwnStrength = true };
        if (layer > 1)
            yield break;
        yield return new(KernelizedStream<float>.Labels, 1) { OwnStrength = true, OtherSynapses = count };
        yield return new(KernelizedStream<float>.LabelMean, 1) { OwnStrength = true };
        yield return new(KernelizedStream<float>.Count, 1) { OwnStrength = true };
    }
}
