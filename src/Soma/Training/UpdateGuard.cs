namespace Soma.Training;

/// <summary>
/// Whether and how a run takes back updates that lose what was learned. The guard keeps copies of the synapses; when numbers stop being finite, or the share of right answers falls well below what it
/// was, it puts a copy from before the trouble back and goes on with smaller learning rates. Until it has to, it changes no bit of the run.
/// </summary>
public sealed record UpdateGuard
{
    /// <summary>Whether there is a guard; default false, for the published experiments had none.</summary>
    [Option("Whether updates that lose what was learned are taken back.")]
    public bool On { get; init; }

    /// <summary>Minibatches that are judged together. Fewer notice sooner, and need a greater loss to be sure. Default 100.</summary>
    [Option("Minibatches that are judged together.", AtLeast = 1, AtMost = 1_000_000)]
    public int Window { get; init; } = 100;

    /// <summary>
    /// The share of its best window's accuracy above chance that a window may lose; default 0.15. With ten classes and 97 % at best, less than 84 % is a collapse.
    /// </summary>
    [Option("The share of the best window's accuracy above chance that a window may lose before it counts as a collapse.", MoreThan = 0, LessThan = 1)]
    public double Tolerance { get; init; } = 0.15;

    /// <summary>
    /// Minibatches from one copy to the next, roughly: an epoch is divided into equal parts of at least as many, or is one part. A collapse begins long before it shows, so that the copy to go back to is
    /// one to two parts old. Default 1000.
    /// </summary>
    [Option("Minibatches from one copy to the next at least, unless the epoch has fewer; a collapse is taken back by one to two times as many.", AtLeast = 1, AtMost = 1_000_000_000)]
    public int CopyEvery { get; init; } = 1000;

    /// <summary>What the learning rates are multiplied by with each back-off, beside the schedule; default 0.5.</summary>
    [Option("What the learning rates are multiplied by with each back-off.", MoreThan = 0, LessThan = 1)]
    public double Factor { get; init; } = 0.5;

    /// <summary>Good windows in a row after which one back-off of the learning rates is undone; default 300.</summary>
    [Option("Good windows in a row after which one back-off of the learning rates is undone.", AtLeast = 1, AtMost = 1_000_000_000)]
    public int Recovery { get; init; } = 300;

    /// <summary>Back-offs in one epoch at most; the next collapse ends the run as diverged. Default 10.</summary>
    [Option("Back-offs in one epoch at most; the next collapse ends the run as diverged.", AtLeast = 1, AtMost = 1_000_000)]
    public int Limit { get; init; } = 10;
}
