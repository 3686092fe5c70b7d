using Soma.Dynamics.Solvers;

namespace Soma.Dynamics;

/// <summary>How a relaxation ended. Numbers fail as results, not as exceptions.</summary>
/// <param name="End">How.</param>
/// <param name="Phase">The phase of the batch, from 0, in which it diverged.</param>
/// <param name="Layer">The layer that diverged first; 0 if a solver gave up although every number was finite.</param>
/// <param name="Sweep">The sweep, or the step of a solver, in which it did, from 0.</param>
public readonly record struct RelaxationOutcome(RelaxationEnd End, int Phase = 0, int Layer = 0, int Sweep = 0)
{
    /// <summary>Why the solver of a phase in continuous time did not reach its end; null if it did, and for sweeps.</summary>
    public OdeEnd? Solver { get; init; }

    /// <summary>All sweeps were done.</summary>
    public static RelaxationOutcome SweepLimit => new(RelaxationEnd.SweepLimit);

    /// <summary>Whether a value stopped being finite.</summary>
    public bool HasDiverged => End == RelaxationEnd.Diverged;
}

/// <summary>The ways in which a relaxation ends.</summary>
public enum RelaxationEnd
{
    /// <summary>The published dynamics: a fixed number of sweeps, all done; or a phase in continuous time, lived through to its end.</summary>
    SweepLimit,

    /// <summary>The activity stopped changing.</summary>
    Settled,

    /// <summary>A potential is infinite or not a number, or a solver gave up: see <see cref="RelaxationOutcome.Solver"/>.</summary>
    Diverged,
}
