using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>How the way back through a solution went.</summary>
/// <param name="Outcome">Whether there is a gradient: the way back of the continuous adjoint is a solution of its own and may fail, and a gradient may grow beyond the finite numbers.</param>
/// <param name="Evaluations">Evaluations of the field on the way back.</param>
/// <param name="Pulls">Products of a cotangent with the Jacobian; each costs about as much as two evaluations.</param>
/// <param name="Peak">Values that were held when most were held, on the way forward and back; the outputs, the step record and the gradient itself are not counted.</param>
public readonly record struct GradientReport(OdeOutcome Outcome, long Evaluations, long Pulls, MemoryUse Peak);
