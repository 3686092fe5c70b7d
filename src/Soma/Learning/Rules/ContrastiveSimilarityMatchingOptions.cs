namespace Soma.Learning.Rules;

/// <summary>
/// Options of the rule "contrastive-similarity-matching"; the defaults are the MNIST setting that CorInfoMax was compared with (NeurIPS 2023, Table 1).
/// </summary>
public sealed record ContrastiveSimilarityMatchingOptions : HopfieldOptions
{
    /// <summary>Starts from the published rates.</summary>
    public ContrastiveSimilarityMatchingOptions() => FeedforwardRates = [0.4, 0.275];

    /// <summary>α₁ … α_{P−1}: learning rates of the lateral synapses M of the hidden layers; negative, because M stands in the energy with the other sign than W.</summary>
    [Option("α: learning rates of the lateral synapses of the hidden layers 1 … P−1, negative: M stands in the energy with the other sign than W.", AtLeast = -1000, AtMost = 0)]
    public IReadOnlyList<double> LateralRates { get; init; } = [-0.01];
}
