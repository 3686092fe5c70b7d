namespace Soma.Learning.Rules;

/// <summary>Options of the rule "block-feedback-alignment".</summary>
public sealed record BlockFeedbackAlignmentOptions : BlockOptions
{
    /// <summary>What errors come down through. Default: fixed random synapses.</summary>
    [Option("What errors come down through: fixed random synapses (fixed), or the signs of the feedforward synapses (sign).")]
    public BlockFeedbackPath Feedback { get; init; }

    /// <summary>Whether every gradient is replaced by its sign before it is followed ("batch Manhattan"). Default: it is not.</summary>
    [Option("Whether every gradient is replaced by its sign before it is followed (batch Manhattan).")]
    public bool Manhattan { get; init; }

    /// <summary>Whether the next layer receives the groups' normalized activity. Default: it does not.</summary>
    [Option("Whether the next layer receives the groups' normalized activity.")]
    public bool DivisiveNormalization { get; init; }

    internal override bool Normalizes => DivisiveNormalization;
}

/// <summary>What the errors of a network of blocks come down through.</summary>
public enum BlockFeedbackPath
{
    /// <summary>Fixed random synapses of the shape and distribution of the feedforward ones (Lillicrap et al., 2016).</summary>
    Fixed,

    /// <summary>The signs of the feedforward synapses, all of the magnitude 1 (Liao, Leibo and Poggio, 2016).</summary>
    Sign,
}
