namespace Soma.Learning.Rules;

/// <summary>Options of the rule "feedback-alignment".</summary>
public sealed record FeedbackAlignmentOptions : MultilayerOptions
{
    /// <summary>What the error comes down through. Default: fixed random synapses, layer by layer.</summary>
    [Option("What the error comes down through: fixed random synapses layer by layer (fixed) or straight from the output (direct), or the signs of the feedforward synapses, with one magnitude for all (sign), a fixed random one each (fixedMagnitude) or a new one in every batch (batchMagnitude).")]
    public FeedbackPath Feedback { get; init; }
}

/// <summary>What the error of a feedback-alignment network comes down through.</summary>
public enum FeedbackPath
{
    /// <summary>Fixed random synapses from each layer to the one below (Lillicrap et al., 2016).</summary>
    Fixed,

    /// <summary>Fixed random synapses from the output straight to every hidden layer (Nøkland, 2016).</summary>
    Direct,

    /// <summary>The signs of the feedforward synapses, all of the same magnitude (Liao, Leibo and Poggio, 2016).</summary>
    Sign,

    /// <summary>The signs of the feedforward synapses with fixed random magnitudes.</summary>
    FixedMagnitude,

    /// <summary>The signs of the feedforward synapses with random magnitudes drawn anew for every batch.</summary>
    BatchMagnitude,
}
