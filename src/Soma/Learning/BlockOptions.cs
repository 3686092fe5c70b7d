using Soma.Learning.Optimizers;
using Soma.Networks.Blocks;

namespace Soma.Learning;

/// <summary>Options of every rule whose network is made of blocks: what its layers are, and how its output learns.</summary>
public abstract record BlockOptions
{
    /// <summary>The layers from below that are convolutions; the others are fully connected. Default: none is.</summary>
    [Option("The layers from below that are convolutions; the others are fully connected. The architecture names their units: channels times pixels.")]
    public IReadOnlyList<ConvolutionOptions> Convolutions { get; init; } = [];

    /// <summary>Planes of the input image, which has to be a square; of no meaning without convolutions. Default 1.</summary>
    [Option("Planes of the input image, which has to be a square; only convolutions look at it.", AtLeast = 1, AtMost = 10_000)]
    public int InputChannels { get; init; } = 1;

    /// <summary>What a hidden unit makes of its drive. Default leakyRelu.</summary>
    [Option("What a hidden unit makes of its drive: leakyRelu, relu or selu.")]
    public Nonlinearity Nonlinearity { get; init; }

    /// <summary>Slope of leakyRelu below zero. Default 0.01.</summary>
    [Option("Slope of leakyRelu below zero.", AtLeast = 0, LessThan = 1)]
    public double Slope { get; init; } = 0.01;

    /// <summary>Whether the drives of hidden layers are normalized over the batch. Default: they are not.</summary>
    [Option("Whether the drives of hidden layers are normalized over the batch, with gains and shifts that are learned.")]
    public bool BatchNormalization { get; init; }

    /// <summary>Share of hidden units that are silenced while learning. Default 0.</summary>
    [Option("Share of hidden units that are silenced while learning; with selu in the form that keeps the variance.", AtLeast = 0, LessThan = 1)]
    public double Dropout { get; init; }

    /// <summary>G: groups of neighbouring units, or channels, in each hidden layer; 0, the default, for the number that divides its units and is nearest to their root, 32 of 1024.</summary>
    [Option("G: groups of neighbouring units, or channels, in each hidden layer; 0 for the number that divides the units and is nearest to their root.", AtLeast = 0, AtMost = 1_000_000)]
    public int Groups { get; init; }

    /// <summary>δ: smooths the variance of a group, v = (δ + Σ(z − μ)²)/n. Default 1.</summary>
    [Option("δ: smooths the variance of a group, v = (δ + Σ(z − μ)²)/n.", MoreThan = 0, AtMost = 1000)]
    public double Smoothing { get; init; } = 1;

    /// <summary>p of divisive normalization, r = (z − μ)/v^p. Default 0.2.</summary>
    [Option("p of divisive normalization, r = (z − μ)/v^p.", AtLeast = 0, AtMost = 10)]
    public double NormalizationExponent { get; init; } = 0.2;

    /// <summary>Learning rate of the output layer; of all layers where errors come down to them. Default 0.005.</summary>
    [Option("Learning rate of the output layer; of all layers where errors come down to them.", AtLeast = 0, AtMost = 1000)]
    public double Rate { get; init; } = 0.005;

    /// <summary>How the output layer follows its gradient; all layers where errors come down to them. Default: gradient descent with a momentum of 0.95.</summary>
    [Option("How the output layer follows its gradient; all layers where errors come down to them.")]
    public OptimizerOptions Optimizer { get; init; } = new() { Name = "sgd", Momentum = 0.95 };

    /// <summary>Whether the next layer receives the groups' normalized activity.</summary>
    internal abstract bool Normalizes { get; }
}
