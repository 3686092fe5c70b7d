using Soma.Training.Odes;

namespace Soma.Tests.Training.Odes;

/// <summary>Experiments with fields that take a moment.</summary>
internal static class TinyOde
{
    /// <summary>A few pieces of a few spirals.</summary>
    public static TrajectoryExperiment Spiral { get; } = new()
    {
        System = "spiral",
        Trajectories = 4,
        TestTrajectories = 2,
        Duration = 1,
        Intervals = 10,
        Segment = 3,
        Hidden = [8],
        Iterations = 12,
        BatchSize = 4,
        ReportEvery = 5,
        Solver = new() { RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-4 },
    };

    /// <summary>A few points of two moons.</summary>
    public static FlowExperiment Moons { get; } = new()
    {
        Density = "two-moons",
        TestSamples = 20,
        Hidden = [8],
        Iterations = 12,
        BatchSize = 10,
        ReportEvery = 5,
        Solver = new() { RelativeTolerance = 1e-2, AbsoluteTolerance = 1e-3 },
    };

    /// <summary>Both kinds, and a system with a learner of its own.</summary>
    public static OdeExperiment Of(string subject) => subject switch
    {
        "two-moons" => Moons,
        "kdv" => Spiral with { System = subject, Duration = 0.2, Intervals = 4 },
        _ => Spiral with { System = subject },
    };
}
