namespace Soma.Networks;

/// <summary>
/// A stretch of a network's life with one batch. <see cref="Free"/>: no teacher. <see cref="Nudged"/>: the output is pulled towards the
/// target with strength β, whose sign may be negative. <see cref="Clamped"/>: the output is the target.
/// </summary>
/// <param name="Kind">Which.</param>
/// <param name="Nudge">β; 0 unless nudged.</param>
public readonly record struct Phase(PhaseKind Kind, double Nudge)
{
    /// <summary>No teacher.</summary>
    public static Phase Free => new(PhaseKind.Free, 0);

    /// <summary>The output is the target.</summary>
    public static Phase Clamped => new(PhaseKind.Clamped, 0);

    /// <summary>The output is pulled towards the target.</summary>
    /// <param name="nudge">β, not zero.</param>
    public static Phase Nudged(double nudge) => new(PhaseKind.Nudged, nudge);
}

/// <summary>The kinds of <see cref="Phase"/>.</summary>
public enum PhaseKind
{
    /// <summary>No teacher.</summary>
    Free,

    /// <summary>The output is pulled towards the target.</summary>
    Nudged,

    /// <summary>The output is the target.</summary>
    Clamped,
}
