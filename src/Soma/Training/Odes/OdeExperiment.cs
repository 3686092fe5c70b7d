using System.Text.Json.Nodes;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Learning.Optimizers;
using Soma.Training.Options;

namespace Soma.Training.Odes;

/// <summary>
/// All that decides what the training of a vector field computes, whatever it learns: two runs of equal experiments end with the same bits. It is the JSON of an experiment file, key for key.
/// </summary>
public abstract record OdeExperiment
{
    /// <summary>Short name; default: that of what is learned.</summary>
    [Option("Short name of the experiment; empty for that of what is learned.")]
    public string Name { get; init; } = "";

    /// <summary>One line for people.</summary>
    [Option("One line for people: what is learned.")]
    public string Title { get; init; } = "";

    /// <summary>Units of each hidden layer of the field, at least one layer; default two of 64.</summary>
    [Option("Units of each hidden layer of the field.", AtLeast = 1, AtMost = 10_000)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>What hidden units make of their input; default tanh.</summary>
    [Option("What hidden units make of their input.")]
    public FieldActivation Activation { get; init; }

    /// <summary>How the equation of the field is solved.</summary>
    [Option("How the equation of the field is solved.")]
    public OdeOptions Solver { get; init; } = new();

    /// <summary>How solutions are differentiated: a name of <see cref="Dynamics.Adjoints.GradientModeCatalog"/>; default "symplectic-adjoint".</summary>
    [Option("How solutions are differentiated, for example symplectic-adjoint or backpropagation.")]
    public string Gradient { get; init; } = "symplectic-adjoint";

    /// <summary>How the parameters follow the gradient; default Adam.</summary>
    [Option("How the parameters follow the gradient.")]
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Learning rate of the first iteration; default 0.01.</summary>
    [Option("Learning rate of the first iteration.", MoreThan = 0, AtMost = 1000)]
    public double Rate { get; init; } = 0.01;

    /// <summary>Iterations after which the learning rate is halved, again and again; default 0: it stays as it is.</summary>
    [Option("Iterations after which the learning rate is halved, again and again; 0 for a constant rate.", AtLeast = 0, AtMost = 100_000_000)]
    public int HalveRateEvery { get; init; }

    /// <summary>Minibatches to learn; default 1000.</summary>
    [Option("Minibatches to learn.", AtLeast = 1, AtMost = 100_000_000)]
    public int Iterations { get; init; } = 1000;

    /// <summary>Samples per minibatch; default 32.</summary>
    [Option("Samples per minibatch.", AtLeast = 1, AtMost = 100_000)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Iterations from one row of metrics, with its test and its checkpoint, to the next; default 50.</summary>
    [Option("Iterations from one row of metrics, with its test and its checkpoint, to the next.", AtLeast = 1, AtMost = 1_000_000)]
    public int ReportEvery { get; init; } = 50;

    /// <summary>Where all randomness starts.</summary>
    [Option("Where all randomness starts.", AtLeast = 0)]
    public ulong Seed { get; init; }

    /// <summary>What is learned, in a word: the name of a system or of a density.</summary>
    public abstract string Subject { get; }

    /// <summary>The JSON of the experiment with every option written out; <see cref="OdeExperimentReader"/> reads it back.</summary>
    public string ToJson() => OptionsWriter.Write(this).ToJsonString(JsonText.Indented) + "\n";

    /// <summary>On one line, without the number of iterations, which may grow.</summary>
    internal string ToCheckpointJson()
    {
        JsonObject tree = OptionsWriter.Write(this);
        tree.Remove("iterations");
        return tree.ToJsonString(JsonText.Compact);
    }

    /// <summary>The learning rate of an iteration.</summary>
    /// <param name="iteration">From 0.</param>
    internal double RateAt(long iteration) => HalveRateEvery == 0 ? Rate : Math.ScaleB(Rate, -(int)Math.Min(iteration / HalveRateEvery, 1000));

    /// <summary>Makes what learns.</summary>
    /// <param name="team">The threads; their number does not change the result.</param>
    internal abstract OdeTask CreateTask(Numerics.ThreadTeam team);

    /// <summary>Objections of this kind of experiment that look at more than one option, or at names.</summary>
    internal abstract IEnumerable<Problem> Objections();
}
