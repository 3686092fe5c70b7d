namespace Soma.Learning.Rules;

/// <summary>Options of the rule "layer-classification".</summary>
public sealed record LayerClassificationOptions : LocalBlockOptions
{
    /// <summary>Whether a classifier's error returns through fixed random synapses instead of its own. Default: through its own.</summary>
    [Option("Whether a classifier's error returns through fixed random synapses instead of its own.")]
    public bool FixedFeedback { get; init; }

    /// <summary>Values that the classifier of a convolution sees at most: its image is averaged down to them. Default 2048.</summary>
    [Option("Values that the classifier of a convolution sees at most: its image is averaged down to them.", AtLeast = 1, AtMost = 1_000_000)]
    public int ClassifierInputs { get; init; } = 2048;

    /// <summary>Whether the next layer receives the groups' normalized activity. Default: it does not.</summary>
    [Option("Whether the next layer receives the groups' normalized activity.")]
    public bool DivisiveNormalization { get; init; }

    internal override bool Normalizes => DivisiveNormalization;
}
