using Soma.Dynamics.Systems;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>
/// The training of a field between two minibatches: its parameters, what the optimizer remembers, and the sums of the row of metrics under way. The parameters lie in <see cref="Synapses{T}"/> as one column, so that
/// optimizers and checkpoints serve them as they serve networks.
/// </summary>
public sealed class OdeState
{
    /// <summary>The kind of the parameters among the synapses: "field.1".</summary>
    internal const string Kind = "field";

    internal OdeState(Synapses<double> synapses) => Synapses = synapses;

    /// <summary>Parameters and memories.</summary>
    public Synapses<double> Synapses { get; }

    /// <summary>Minibatches that were learned.</summary>
    public long Iteration { get; internal set; }

    /// <summary>θ, in the field's order.</summary>
    public double[] Parameters => Synapses[Kind][1].ToArray();

    /// <summary>What the row of metrics under way is made of.</summary>
    internal OdeWindow Window { get; set; }

    /// <summary>The state before the first minibatch.</summary>
    /// <param name="experiment">What is trained.</param>
    /// <param name="learner">Its field; receives new parameters.</param>
    internal static OdeState Begin(OdeExperiment experiment, LearnedField learner)
    {
        learner.Grow(new RandomStream(experiment.Seed).Split("weights"));
        int length = learner.Field.ParameterLength;
        Synapses<double> synapses = new(new Architecture(1, length));
        PanelMatrix<double> parameters = new(length, 1);
        parameters.Import(learner.Field.Parameters);
        synapses.Add(Kind, 1, parameters);
        OptimizerCatalog.Create<double>(experiment.Optimizer).Grow(synapses, Kind, 1);
        return new(synapses);
    }
}

/// <summary>Sums over the iterations since the last row of metrics.</summary>
/// <param name="Count">How many.</param>
/// <param name="Loss">Of the losses.</param>
/// <param name="Forward">Of evaluations on the way forward.</param>
/// <param name="Backward">Of evaluations on the way back.</param>
/// <param name="Memory">The most values that were held.</param>
internal readonly record struct OdeWindow(long Count, double Loss, long Forward, long Backward, long Memory)
{
    /// <summary>With one more minibatch.</summary>
    public OdeWindow With(OdeStep step) => new(Count + 1, Loss + step.Loss, Forward + step.Forward, Backward + step.Backward, Math.Max(Memory, step.Memory));
}
