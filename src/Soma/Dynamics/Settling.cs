namespace Soma.Dynamics;

/// <summary>
/// When a relaxation may stop. With a tolerance of 0, the published way, every phase has its fixed number of sweeps. With
/// a positive tolerance a phase goes on until the rates, and the interneurons that hold them in, have come that close to where
/// they are going, or until the limit.
/// </summary>
public sealed record Settling
{
    /// <summary>The published way: a fixed number of sweeps.</summary>
    public static Settling Off { get; } = new();

    /// <summary>How far, at most, any rate may still be from where it is going; 0 for a fixed number of sweeps.</summary>
    [Option("How far any rate may still be from where it is going when a phase ends; 0 for a fixed number of sweeps.", AtLeast = 0, AtMost = 1)]
    public double Tolerance { get; init; }

    /// <summary>Sweeps of a phase at most, when there is a tolerance.</summary>
    [Option("Sweeps of a phase at most, when there is a tolerance.", AtLeast = 1, AtMost = 100_000)]
    public int SweepLimit { get; init; } = 300;

    /// <summary>
    /// Whether a phase also waits for the interneurons of layers that have any, until each constraint is met to within the tolerance. They ascend at a rate of their own: with the
    /// published 1e-6 that lies beyond any sensible limit, and a phase then ends at <see cref="SweepLimit"/>. False judges by the rates alone. Default true.
    /// </summary>
    [Option("Whether a phase also waits for the interneurons, if there are any, until each constraint is met to within the tolerance; false judges by the rates alone.")]
    public bool AwaitInterneurons { get; init; } = true;

    /// <summary>Whether there is a tolerance.</summary>
    internal bool IsOn => Tolerance > 0;
}
