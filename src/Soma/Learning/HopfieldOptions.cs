using Soma.Dynamics;

namespace Soma.Learning;

/// <summary>What all rules of the family <see cref="HopfieldRule{T}"/> can be told.</summary>
public abstract record HopfieldOptions
{
    /// <summary>β, strength of the teacher in the nudged phase.</summary>
    [Option("β: strength of the teacher in the nudged phase.", AtLeast = -1000, AtMost = 1000, NotZero = true)]
    public double Nudge { get; init; } = 1;

    /// <summary>Whether each minibatch draws the sign of β, +1 or −1 with equal chance.</summary>
    [Option("Whether each minibatch draws the sign of β.")]
    public bool RandomNudgeSign { get; init; } = true;

    /// <summary>T_F: sweeps of the free phase.</summary>
    [Option("T_F: sweeps of the free phase.", AtLeast = 1, AtMost = 100_000)]
    public int FreeSweeps { get; init; } = 20;

    /// <summary>T_N: sweeps of each nudged phase.</summary>
    [Option("T_N: sweeps of each nudged phase.", AtLeast = 1, AtMost = 100_000)]
    public int NudgedSweeps { get; init; } = 4;

    /// <summary>η: how far a sweep goes down the gradient of the energy; at 1 a unit jumps to where its inputs pull it.</summary>
    [Option("η: how far a sweep goes down the gradient of the energy.", MoreThan = 0, AtMost = 10)]
    public double NeuralStep { get; init; } = 0.5;

    /// <summary>η when the network answers without a teacher, in evaluation and prediction; 0, the default, for the same as in training.</summary>
    [Option("η when the network answers without a teacher, in evaluation and prediction; 0 for the same as in training.", AtLeast = 0, AtMost = 10)]
    public double InferenceStep { get; init; }

    /// <summary>When a phase may end; as published, after a fixed number of sweeps.</summary>
    [Option("When a phase may end; as published, after a fixed number of sweeps.")]
    public Settling Settling { get; init; } = Settling.Off;

    /// <summary>a₁ … a_P: learning rates of the feedforward synapses W of layers 1 … P, and of their biases.</summary>
    [Option("a: learning rates of the feedforward synapses and the biases of layers 1 … P.", AtLeast = 0, AtMost = 1000)]
    public IReadOnlyList<double> FeedforwardRates { get; init; } = [0.1, 0.05];
}
