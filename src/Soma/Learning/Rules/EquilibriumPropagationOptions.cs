namespace Soma.Learning.Rules;

/// <summary>Options of the rule "equilibrium-propagation"; the defaults are the MNIST setting that CorInfoMax was compared with (NeurIPS 2023, Table 1).</summary>
public sealed record EquilibriumPropagationOptions : HopfieldOptions
{
    /// <summary>Whether a third phase, nudged by −β from the free state, takes the place of the free phase in the updates; the error of the estimate then falls with β² instead of β.</summary>
    [Option("Whether a third phase, nudged by −β from the free state, takes the free phase's place in the updates.")]
    public bool ThreePhase { get; init; }
}
