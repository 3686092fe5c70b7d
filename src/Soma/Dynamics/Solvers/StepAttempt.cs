namespace Soma.Dynamics.Solvers;

/// <summary>A step that was tried.</summary>
/// <param name="Time">Where it starts.</param>
/// <param name="Proposed">Its size, signed, before it was cut to end at an output time.</param>
/// <param name="Accepted">Whether it was made.</param>
public readonly record struct StepAttempt(double Time, double Proposed, bool Accepted);
