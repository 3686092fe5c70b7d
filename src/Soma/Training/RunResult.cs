namespace Soma.Training;

/// <summary>How a run ended.</summary>
/// <param name="End">How.</param>
/// <param name="EpochsDone">Whole epochs done.</param>
/// <param name="MinibatchesDone">Minibatches done of the epoch that was under way; 0 unless interrupted.</param>
/// <param name="LastEpoch">The last epoch that this process finished; null if none.</param>
/// <param name="Divergence">Where the numbers went wrong; null unless diverged.</param>
public sealed record RunResult(RunEnd End, int EpochsDone, int MinibatchesDone, EpochReport? LastEpoch, Divergence? Divergence = null)
{
    /// <summary>Whether the last epoch's test accuracy is no better than guessing (<see cref="Metrics.Chance"/>): no number need have diverged for a network to have lost, or never found, what it should learn.</summary>
    public bool IsAtChance { get; init; }
}

/// <summary>The ways in which a run ends.</summary>
public enum RunEnd
{
    /// <summary>All epochs are done.</summary>
    Done,

    /// <summary>It was asked to stop, and saved where it stood.</summary>
    Interrupted,

    /// <summary>A number stopped being finite, or the guard gave up; the last checkpoint is from before.</summary>
    Diverged,
}
