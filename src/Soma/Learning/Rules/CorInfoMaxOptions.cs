using Soma.Dynamics;
using Soma.Networks;
using Soma.Networks.Confinements;

namespace Soma.Learning.Rules;

/// <summary>Options of the rule "corinfomax"; the defaults are the published MNIST setting 1 (CorInfoMax, NeurIPS 2023, Table 3).</summary>
public sealed record CorInfoMaxOptions : ICorrelativeOptions
{
    /// <summary>λ, of the running correlations.</summary>
    [Option("λ: forgetting factor of the running correlations.", MoreThan = 0, LessThan = 1)]
    public double ForgettingFactor { get; init; } = 0.99999;

    /// <summary>ε, added to the correlations.</summary>
    [Option("ε: perturbation of the correlations, the inverse of the compartments' coupling.", MoreThan = 0, AtMost = 1000)]
    public double Perturbation { get; init; } = 0.15;

    /// <summary>g, of the soma.</summary>
    [Option("g: leak of the soma.", AtLeast = 0, AtMost = 1000)]
    public double Leak { get; init; } = 0.5;

    /// <summary>β, strength of the teacher in the nudged phase.</summary>
    [Option("β: strength of the teacher in the nudged phase.", AtLeast = -1000, AtMost = 1000, NotZero = true)]
    public double Nudge { get; init; } = 1;

    /// <summary>Whether each minibatch draws the sign of β, +1 or −1 with equal chance.</summary>
    [Option("Whether each minibatch draws the sign of β.")]
    public bool RandomNudgeSign { get; init; } = true;

    /// <summary>Whether a third phase, nudged by −β, takes the place of the free phase in the updates.</summary>
    [Option("Whether a third phase, nudged by −β, takes the free phase's place in the updates.")]
    public bool ThreePhase { get; init; }

    /// <summary>T_F: sweeps of the free phase.</summary>
    [Option("T_F: sweeps of the free phase.", AtLeast = 1, AtMost = 100_000)]
    public int FreeSweeps { get; init; } = 30;

    /// <summary>T_N: sweeps of each nudged phase.</summary>
    [Option("T_N: sweeps of each nudged phase.", AtLeast = 1, AtMost = 100_000)]
    public int NudgedSweeps { get; init; } = 10;

    /// <summary>η_t: the neural step size.</summary>
    [Option("η: the neural step size.")]
    public NeuralStepSize NeuralStep { get; init; } = new();

    /// <summary>How the soma follows its inputs during a neural step.</summary>
    [Option("How the soma follows its inputs during a neural step: Euler's formula as published, or exactly, with no step limit.")]
    public SomaticIntegrator Integrator { get; init; }

    /// <summary>When a phase may end; as published, after a fixed number of sweeps.</summary>
    [Option("When a phase may end; as published, after a fixed number of sweeps.")]
    public Settling Settling { get; init; } = Settling.Off;

    /// <summary>In which steps the network relaxes: sweeps as published, or a solver of the same dynamics in continuous time.</summary>
    [Option("In which steps the network relaxes: sweeps as published, or a solver of the same dynamics in continuous time.")]
    public NeuralDynamics Dynamics { get; init; } = new();

    /// <summary>a₁ … a_P: learning rates of the feedforward synapses W of layers 1 … P.</summary>
    [Option("a: learning rates of the feedforward synapses of layers 1 … P.", AtLeast = 0, AtMost = 1000)]
    public IReadOnlyList<double> FeedforwardRates { get; init; } = [1.0, 0.7];

    /// <summary>c₂ … c_P: learning rates of the feedback synapses V of layers 2 … P, which go from layer i to layer i − 1.</summary>
    [Option("c: learning rates of the feedback synapses of layers 2 … P.", AtLeast = 0, AtMost = 1000)]
    public IReadOnlyList<double> FeedbackRates { get; init; } = [0.15];

    /// <summary>Which error the feedforward synapses of hidden layers learn from; the published networks take the plain one.</summary>
    [Option("Which error the feedforward synapses of hidden layers learn from: the plain prediction error, or the apical side of the same (appendix H).")]
    public FeedforwardUpdate FeedforwardUpdate { get; init; }

    /// <summary>P₁ … P_P: the sets that the rates of layers 1 … P live in, and how they are kept there; empty for the unit box everywhere.</summary>
    [Option("P: the sets that the rates of layers 1 … P live in; empty for the unit box everywhere.")]
    public IReadOnlyList<LayerDomain> Domains { get; init; } = [];

    /// <summary>Whether W and V lose the share rate·ε of themselves in every update.</summary>
    [Option("Whether feedforward and feedback synapses lose the share rate·ε in every update.")]
    public bool WeightDecay { get; init; }

    /// <summary>Whether the running correlations of the free and the nudged phase are kept; learning never reads them.</summary>
    [Option("Whether the running correlations of both phases are kept, for diagnostics; learning never reads them.")]
    public bool TrackCorrelations { get; init; }

    /// <summary>What is asked of a solver and does not go with one, or does not exist.</summary>
    internal IEnumerable<string> DynamicsObjections()
    {
        foreach (string objection in Dynamics.Objections())
            yield return objection;
        if (Dynamics.IsSwept)
            yield break;
        if (Settling.IsOn)
            yield return $"settling.tolerance ends phases of sweeps, but dynamics.solver is '{Dynamics.Solver}': leave it at 0, and give a solver dynamics.freeDuration and dynamics.nudgedDuration.";
        if (Integrator != SomaticIntegrator.Euler)
            yield return $"integrator says how sweeps step, but dynamics.solver is '{Dynamics.Solver}': leave it at euler, or leave dynamics.solver at '{NeuralDynamics.Sweeps}'.";
        for (int index = 0; index < Domains.Count; index++)
        {
            if (DomainCatalog.Find<double>(Domains[index]) is { InterneuronCount: > 0 })
                yield return $"domains[{index}]: its interneurons ascend once per sweep, and dynamics.solver '{Dynamics.Solver}' makes none: take the form 'projection', or leave dynamics.solver at '{NeuralDynamics.Sweeps}'.";
        }
    }
}
