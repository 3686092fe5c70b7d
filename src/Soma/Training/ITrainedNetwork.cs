using Soma.Data;
using Soma.Numerics;
using Soma.Training.Portraits;

namespace Soma.Training;

/// <summary>A network read from a checkpoint, whatever its value type.</summary>
public interface ITrainedNetwork
{
    /// <summary>What it was trained on, and how. The number of epochs is that of <see cref="EpochsDone"/>.</summary>
    Experiment Experiment { get; }

    /// <summary>Whole epochs it was trained for.</summary>
    int EpochsDone { get; }

    /// <summary>Minibatches of the next epoch it was trained for; 0 unless the run was interrupted.</summary>
    int MinibatchesDone { get; }

    /// <summary>Name and shape of each tensor, in the order of the checkpoint.</summary>
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<int>>> Tensors { get; }

    /// <summary>Degrees between forward and feedback synapses, for layers 2 … P; empty if the rule has no feedback synapses.</summary>
    IReadOnlyList<double> AlignmentAngles { get; }

    /// <summary>Asks the network about every sample of a dataset.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="progress">Is told the samples done; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ExperimentException">The dataset does not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    EvaluationReport Evaluate(Dataset dataset, ThreadTeam team, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Lives through one sample with its teacher, free and nudged, and writes down what a few neurons feel in every sweep. Changes nothing.</summary>
    /// <param name="dataset">Where the sample is.</param>
    /// <param name="sample">Its number, from 0.</param>
    /// <param name="layer">1 to P.</param>
    /// <param name="units">Units of the layer, from 0; at least one.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <exception cref="ExperimentException">The dataset does not fit the network.</exception>
    /// <exception cref="ArgumentException">There is no such sample, layer or unit.</exception>
    NeuronTrace Trace(Dataset dataset, int sample, int layer, IReadOnlyList<int> units, ThreadTeam team);

    /// <summary>
    /// Lets samples live through the phases of training, and again until nothing moves any more, and compares the ends. The dynamics may be others than those that the network was trained with. Changes nothing.
    /// </summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="minibatches">How many minibatches of them, from the first; at least 1.</param>
    /// <param name="rule">The rule "corinfomax" with the dynamics that are asked about.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ExperimentException">The dataset does not fit the network.</exception>
    /// <exception cref="ArgumentException">It is another rule, or not the rule that the network learned by.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    RestReport MeasureRest(Dataset dataset, int minibatches, RuleChoice rule, ThreadTeam team, CancellationToken cancellation = default);

    /// <summary>Makes a portrait of the network: its mistakes, its weights and rates, how it relaxes. Takes about as long as <see cref="Evaluate"/>, and changes nothing.</summary>
    /// <param name="dataset">The samples it is asked about.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ExperimentException">The dataset does not fit the network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Portrait Portray(Dataset dataset, ThreadTeam team, CancellationToken cancellation = default);
}
