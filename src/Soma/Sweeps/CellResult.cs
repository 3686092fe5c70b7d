using Soma.Training;

namespace Soma.Sweeps;

/// <summary>How a run of a sweep stands, and what it brought.</summary>
/// <param name="Cell">The run.</param>
/// <param name="State">How it stands.</param>
public sealed record CellResult(SweepCell Cell, CellState State)
{
    /// <summary>Share of the test samples that are right after the last epoch, 0 to 1; null unless finished.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Time that its epochs took in all, in seconds; null unless finished.</summary>
    public double? Seconds { get; init; }

    /// <summary>The epoch in which it diverged, from 1; null unless it did.</summary>
    public int? DivergedIn { get; init; }

    /// <summary>Whole epochs that are done.</summary>
    public int EpochsDone { get; init; }

    /// <summary>How its last attempt failed, if it did and none has begun since; the run is open all the same.</summary>
    public RunFailure? LastFailure { get; init; }

    /// <summary>What is wrong, as a sentence for people; null if nothing is.</summary>
    public string? Trouble { get; init; }
}
