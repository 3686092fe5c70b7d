using Soma.Learning.Optimizers;

namespace Soma.Learning;

/// <summary>Options of every rule that trains a multilayer perceptron by an error at its output.</summary>
public abstract record MultilayerOptions
{
    /// <summary>What is made small. Default: the cross-entropy.</summary>
    [Option("What is made small: crossEntropy or meanSquared.")]
    public Loss Loss { get; init; } = Loss.CrossEntropy;

    /// <summary>What the output layer does with its potentials. Default: nothing.</summary>
    [Option("What the output layer does with its potentials: none or relu.")]
    public OutputActivation OutputActivation { get; init; }

    /// <summary>Where the feedforward synapses start; biases start from the same where it is fanIn, else from zero. Default fanIn.</summary>
    [Option("Where the feedforward synapses start: uniform on ±√(6/(inputs + outputs)) (glorot), ±√(6/inputs) (kaiming) or ±1/√inputs (fanIn, biases too).")]
    public InitialDistribution Initial { get; init; } = InitialDistribution.FanIn;

    /// <summary>Learning rate of all synapses and biases. Default 0.001.</summary>
    [Option("Learning rate of all synapses and biases.", AtLeast = 0, AtMost = 1000)]
    public double Rate { get; init; } = 0.001;

    /// <summary>How the gradient is followed. Default: Adam.</summary>
    [Option("How the gradient is followed.")]
    public OptimizerOptions Optimizer { get; init; } = new();
}
