using Soma.Dynamics;

namespace Soma.Samples;

// snippet: rule-options
/// <summary>Options of the rule "contrastive-hebbian".</summary>
public sealed record ContrastiveHebbianOptions
{
    /// <summary>γ: how strongly a layer feels the one above it.</summary>
    [Option("γ: how strongly a layer feels the one above it.", MoreThan = 0, AtMost = 10)]
    public double FeedbackGain { get; init; } = 0.3;

    /// <summary>η: the neural step size.</summary>
    [Option("η: the neural step size.")]
    public NeuralStepSize NeuralStep { get; init; } = new() { Rule = NeuralStepRule.Constant, Start = 0.3 };

    /// <summary>Sweeps of each phase.</summary>
    [Option("Sweeps of each phase.", AtLeast = 1, AtMost = 100_000)]
    public int Sweeps { get; init; } = 20;

    /// <summary>The learning rate, at every layer.</summary>
    [Option("The learning rate, at every layer.", AtLeast = 0, AtMost = 1000)]
    public double Rate { get; init; } = 0.1;
}

// end
