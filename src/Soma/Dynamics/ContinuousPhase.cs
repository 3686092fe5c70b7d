using Soma.Dynamics.Solvers;

namespace Soma.Dynamics;

/// <summary>A phase that is lived through in continuous time, by a solver of differential equations, instead of by sweeps.</summary>
/// <param name="Solver">Method, tolerances and limits. For a method with fixed steps <see cref="OdeOptions.StepsPerOutput"/> is the number of steps of the phase.</param>
/// <param name="Duration">How long the phase lasts, positive, in units of the soma's time constant τ.</param>
public sealed record ContinuousPhase(OdeOptions Solver, double Duration);
