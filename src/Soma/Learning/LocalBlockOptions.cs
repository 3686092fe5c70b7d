using Soma.Learning.Optimizers;

namespace Soma.Learning;

/// <summary>Options of rules whose hidden layers learn for themselves.</summary>
public abstract record LocalBlockOptions : BlockOptions
{
    /// <summary>Learning rate of the hidden layers; with 0 only the output learns. Default 0.4.</summary>
    [Option("Learning rate of the hidden layers; with 0 only the output layer learns.", AtLeast = 0, AtMost = 1000)]
    public double LocalRate { get; init; } = 0.4;

    /// <summary>How a hidden layer follows its gradient. Default: gradient descent with a momentum of 0.95.</summary>
    [Option("How a hidden layer follows its gradient.")]
    public OptimizerOptions LocalOptimizer { get; init; } = new() { Name = "sgd", Momentum = 0.95 };
}
