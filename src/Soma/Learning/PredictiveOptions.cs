using Soma.Dynamics;
using Soma.Learning.Optimizers;

namespace Soma.Learning;

/// <summary>What all rules of the family <see cref="PredictiveRule{T}"/> can be told.</summary>
public abstract record PredictiveOptions
{
    /// <summary>T: sweeps of the phase with a teacher. Default 50.</summary>
    [Option("T: sweeps of the phase with a teacher.", AtLeast = 1, AtMost = 100_000)]
    public int Sweeps { get; init; } = 50;

    /// <summary>η_t: how far a sweep goes down the gradient of the energy. Default: 0.1 throughout.</summary>
    [Option("η: the neural step size.")]
    public NeuralStepSize NeuralStep { get; init; } = new() { Rule = NeuralStepRule.Constant, Start = 0.1 };

    /// <summary>Where the synapses W start; biases always start uniformly on ±1/√inputs. Default kaiming.</summary>
    [Option("Where the synapses start: uniform on ±√(6/(inputs + outputs)) (glorot), ±√(6/inputs) (kaiming) or ±1/√inputs (fanIn); biases always on ±1/√inputs.")]
    public InitialDistribution Initial { get; init; } = InitialDistribution.Kaiming;

    /// <summary>Learning rate of all synapses and biases. Default 0.001.</summary>
    [Option("Learning rate of all synapses and biases.", AtLeast = 0, AtMost = 1000)]
    public double Rate { get; init; } = 0.001;

    /// <summary>How synapses and biases go down the energy.</summary>
    [Option("How synapses and biases go down the energy.")]
    public OptimizerOptions Optimizer { get; init; } = new();
}
