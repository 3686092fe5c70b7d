using Soma.Networks;

namespace Soma.Training;

/// <summary>How far the phases of a network end from where they were going.</summary>
/// <param name="Samples">Samples that lived through the phases.</param>
/// <param name="Correct">How many were answered rightly in the free phase, with these dynamics.</param>
/// <param name="Restless">How many have a phase that comes to rest nowhere; they are not in the distances.</param>
/// <param name="Phases">In the order lived through.</param>
/// <param name="Divergence">Where the numbers went wrong; null if they did not. The rest then covers the samples before.</param>
public sealed record RestReport(int Samples, int Correct, int Restless, IReadOnlyList<PhaseRest> Phases, Divergence? Divergence = null);

/// <summary>One of the phases.</summary>
/// <param name="Kind">Free or nudged.</param>
/// <param name="Evaluations">How often the rates of change of all potentials were computed, by sweeps or by a solver: the mean over samples.</param>
/// <param name="MeanDistance">How far the unit that is worst off is from its fixed point: the mean over samples, in units of the rates.</param>
/// <param name="LargestDistance">The same of the sample that is worst off.</param>
public sealed record PhaseRest(PhaseKind Kind, double Evaluations, double MeanDistance, double LargestDistance);
