namespace Soma.Dynamics.Solvers;

/// <summary>How a solution ended. Numbers fail as results, not as exceptions.</summary>
/// <param name="End">How.</param>
/// <param name="Time">The time that was reached: the last output time, or where it could not go on.</param>
/// <param name="Step">The step that was to be made there, signed; 0 where none was.</param>
public readonly record struct OdeOutcome(OdeEnd End, double Time, double Step = 0)
{
    /// <summary>Whether every output time was reached.</summary>
    public bool Succeeded => End == OdeEnd.Reached;

    /// <summary>What happened, and what may help; one or two sentences.</summary>
    public string Advice => End switch
    {
        OdeEnd.Reached => FormattableString.Invariant($"The last output time, {Time}, was reached."),
        OdeEnd.TooManySteps => FormattableString.Invariant(
            $"The limit of steps was used up at time {Time}, where steps of {Step:G3} were being made. Allow more steps or a larger tolerance; if the steps are far smaller than what changes, the equation is stiff, and no explicit method is quick on it."),
        OdeEnd.StepTooSmall => FormattableString.Invariant(
            $"At time {Time} a step of {Step:G3} would be needed, which is too small. The tolerance may be below what the number type can resolve, or the solution may have a corner or a pole there: allow a larger tolerance, or end the solution before."),
        _ => FormattableString.Invariant(
            $"At time {Time} the field or the solution stops being finite, even with a step of {Step:G3}. The solution may grow without bound, or the field may not be defined there: look at the field near that time, or make smaller steps."),
    };
}

/// <summary>The ways in which a solution ends.</summary>
public enum OdeEnd
{
    /// <summary>Every output time was reached.</summary>
    Reached,

    /// <summary>The limit of steps was used up.</summary>
    TooManySteps,

    /// <summary>A smaller step would be needed than is allowed, or than the time can resolve.</summary>
    StepTooSmall,

    /// <summary>A value is infinite or not a number.</summary>
    NotFinite,
}
