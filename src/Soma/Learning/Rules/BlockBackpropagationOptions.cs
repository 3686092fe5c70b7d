namespace Soma.Learning.Rules;

/// <summary>Options of the rule "block-backpropagation"; the defaults are those published for MNIST with divisive normalization, without it (Pogodin and Latham, 2020).</summary>
public sealed record BlockBackpropagationOptions : BlockOptions
{
    /// <summary>Whether the next layer receives the groups' normalized activity. Default: it does not.</summary>
    [Option("Whether the next layer receives the groups' normalized activity.")]
    public bool DivisiveNormalization { get; init; }

    internal override bool Normalizes => DivisiveNormalization;
}
