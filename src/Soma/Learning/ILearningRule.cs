using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// A learning rule. The object holds its options and nothing else: what it learns lies in <see cref="Synapses{T}"/>, what the network
/// feels in <see cref="Activity{T}"/>, what it lived through in <see cref="PhaseRecord{T}"/>. A rule sees no epoch, no
/// file and no console.
/// </summary>
/// <typeparam name="T"><see cref="float"/> to train, <see cref="double"/> to agree with golden numbers.</typeparam>
public interface ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the rule asks of a brain that would use it, with these options.</summary>
    PlausibilityCard Card { get; }

    /// <summary>All that the updates may read, one entry for each tensor that <see cref="Update"/> changes.</summary>
    /// <param name="architecture">The layers.</param>
    IEnumerable<PlasticityReads> Reads(Architecture architecture);

    /// <summary>What keeps this rule from training a network of these layers; empty if nothing does.</summary>
    /// <param name="architecture">The layers.</param>
    IEnumerable<string> Objections(Architecture architecture);

    /// <summary>New synapses.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="random">The stream that the initial weights are drawn from, split by the tensors' names.</param>
    Synapses<T> Grow(Architecture architecture, RandomStream random);

    /// <summary>Buffers for <see cref="RunPhases"/>, made once per run.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="capacity">Samples at most.</param>
    /// <param name="team">The threads to work with.</param>
    PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team);

    /// <summary>The network's answer with no teacher; changes no synapse.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">The inputs.</param>
    /// <param name="activity">Receives the activity; the answer is the rates of the output layer.</param>
    /// <returns>How the relaxation ended.</returns>
    RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity);

    /// <summary>Lives through one batch: free, nudged, …; changes no synapse.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">Inputs, targets and the minibatch's randomness.</param>
    /// <param name="record">Receives each phase and its activity; made by <see cref="Prepare"/>.</param>
    /// <returns>How the relaxations ended; after a divergence the record is not to be learned from.</returns>
    RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record);

    /// <summary>Local plasticity, from the record alone.</summary>
    /// <param name="synapses">Changed in place.</param>
    /// <param name="record">What was lived through.</param>
    /// <param name="rateFactor">Multiplies the learning rates of the options: the schedule's factor, 1 at first, at least 0.</param>
    void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor);
}
