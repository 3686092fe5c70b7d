using Soma.Dynamics.Systems;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>Learning the law of motion of a system from its trajectories.</summary>
public sealed record TrajectoryExperiment : OdeExperiment
{
    /// <summary>Name of a system in <see cref="SystemCatalog"/>, for example "spiral".</summary>
    [Option("The system that is to be learned: spiral, lotka-volterra, kdv, …")]
    public required string System { get; init; }

    /// <summary>Trajectories to learn from; default 32.</summary>
    [Option("Trajectories to learn from.", AtLeast = 1, AtMost = 100_000)]
    public int Trajectories { get; init; } = 32;

    /// <summary>Trajectories that are never learned from, to test by; default 8.</summary>
    [Option("Trajectories that are never learned from, to test by.", AtLeast = 1, AtMost = 100_000)]
    public int TestTrajectories { get; init; } = 8;

    /// <summary>How long each trajectory is, in units of time; default 10.</summary>
    [Option("How long each trajectory is, in units of time.", MoreThan = 0, AtMost = 1e6)]
    public double Duration { get; init; } = 10;

    /// <summary>Into how many even intervals a trajectory is divided by the times at which it is known; default 100.</summary>
    [Option("Into how many even intervals a trajectory is divided by the times at which it is known.", AtLeast = 1, AtMost = 1_000_000)]
    public int Intervals { get; init; } = 100;

    /// <summary>Intervals of the pieces that are learned: each minibatch starts somewhere on the trajectories and looks so far ahead. Default 10.</summary>
    [Option("Intervals of the pieces of trajectories that are learned; at most all.", AtLeast = 1, AtMost = 1_000_000)]
    public int Segment { get; init; } = 10;

    // More than these numbers at once are a slip of the keyboard, or a task for another program.
    private const double MostValues = 2e8;

    /// <inheritdoc/>
    public override string Subject => System;

    internal override OdeTask CreateTask(ThreadTeam team) => new TrajectoryTask(this, team);

    internal override IEnumerable<Problem> Objections()
    {
        if (System is not null && SystemCatalog.Find(System) is null)
            yield return OdeExperimentReader.UnknownName("system", "system", System, SystemCatalog.All.Select(static system => system.Name));
        if (Segment > Intervals)
            yield return new("segment", FormattableString.Invariant($"is {Segment}, but a trajectory has only {Intervals} intervals; make it shorter, or raise intervals."));
        double values = (double)(Trajectories + TestTrajectories) * (Intervals + 1) * (SystemCatalog.Find(System ?? "")?.Width ?? 1);
        if (values > MostValues)
            yield return new("trajectories", FormattableString.Invariant($"with {Intervals} intervals each are {values:G3} numbers, but at most {MostValues:G3} are kept; take fewer trajectories or intervals."));
    }
}
