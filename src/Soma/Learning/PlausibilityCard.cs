namespace Soma.Learning;

/// <summary>What a rule asks of a brain that would use it. Every entry is measured by the conformance tests, none is only claimed.</summary>
public sealed record PlausibilityCard
{
    /// <summary>Whether signals come down through the very synapses that they went up through.</summary>
    public required WeightTransport WeightTransport { get; init; }

    /// <summary>Phases of a minibatch, 1 if the rule learns from a single pass.</summary>
    public required int Phases { get; init; }

    /// <summary>Whether the way down is a pass of its own, in which neurons carry errors instead of their rates.</summary>
    public required bool SeparateBackwardPass { get; init; }

    /// <summary>What a feedforward synapse needs beside the rates of the two neurons that it joins; "none" if they suffice.</summary>
    public required string ThirdFactor { get; init; }

    /// <summary>Whether the update for a batch is something else than the mean, or sum, of the updates for its samples.</summary>
    public required bool NeedsBatches { get; init; }

    /// <summary>Whether all rates are between 0 and 1 with the rule's default options.</summary>
    public required bool RatesAreBounded { get; init; }
}

/// <summary>How much the way down knows of the way up.</summary>
public enum WeightTransport
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The signs of the synapses.</summary>
    Signs,

    /// <summary>The synapses themselves.</summary>
    Full,
}
