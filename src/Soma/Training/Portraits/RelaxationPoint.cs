using Soma.Networks;

namespace Soma.Training.Portraits;

/// <summary>A moment in the life of a network with a few samples.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Sweep">t, from 0 in every phase.</param>
/// <param name="Information">Nats of correlative information between layers k − 1 and k, for k = 1 … P.</param>
/// <param name="Objective">J with the phase's own β, in nats.</param>
/// <param name="Changes">
/// Mean size of the change of a rate in this sweep, for layers 1 … P; not a number in the first sweep of a phase, before which nobody watched.
/// </param>
public sealed record RelaxationPoint(Phase Phase, int Sweep, IReadOnlyList<double> Information, double Objective, IReadOnlyList<double> Changes);
