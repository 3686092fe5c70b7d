namespace Soma.Training;

/// <summary>
/// Whether and how a run takes back updates that lose what was learned. The guard keeps copies of the synapses; when numbers stop being finite, or the share of right answers falls to a fraction of what it
/// was, it puts the last good copy back and goes on with smaller learning rates. Until it has to, it changes no bit of the run.
/// </summary>
public sealed record UpdateGuard
{
    /// <summary>Whether there is a guard; default false, for the published experiments had none.</summary>
    [Option("Whether updates that lose what was learned are taken back.")]
    public bool On { get; init; }

    /// <summary>Minibatches that are judged together; a copy is taken after each such window. Fewer notice sooner and copy more often. Default 100.</summary>
    [Option("Minibatches that are judged together, and after which a copy of the synapses is taken.", AtLeast = 1, AtMost = 1_000_000)]
    public int Window { get; init; } = 100;

    /// <summary>
    /// The share of its best result above chance that a run may lose from one window to another; default 0.3. With ten classes and 98 % at best, a window below 71.6 % is a collapse.
    /// </summary>
    [Option("The share of the best window's accuracy above chance that a window may lose before it counts as a collapse.", MoreThan = 0, LessThan = 1)]
    public double Tolerance { get; init; } = 0.3;

    /// <summary>What the learning rates are multiplied by with each back-off, beside the schedule; default 0.5.</summary>
    [Option("What the learning rates are multiplied by with each back-off.", MoreThan = 0, LessThan = 1)]
    public double Factor { get; init; } = 0.5;

    /// <summary>Good windows in a row after which one back-off of the learning rates is undone; default 20.</summary>
    [Option("Good windows in a row after which one back-off of the learning rates is undone.", AtLeast = 1, AtMost = 1_000_000)]
    public int Recovery { get; init; } = 20;

    /// <summary>Back-offs in one epoch at most; the next collapse ends the run as diverged. Default 10.</summary>
    [Option("Back-offs in one epoch at most; the next collapse ends the run as diverged.", AtLeast = 1, AtMost = 1_000_000)]
    public int Limit { get; init; } = 10;
}
