namespace Soma.Training;

/// <summary>How a run ended.</summary>
/// <param name="End">How.</param>
/// <param name="EpochsDone">Whole epochs done.</param>
/// <param name="MinibatchesDone">Minibatches done of the epoch that was under way; 0 unless interrupted.</param>
/// <param name="LastEpoch">The last epoch that this process finished; null if none.</param>
/// <param name="Divergence">Where the numbers went wrong; null unless diverged.</param>
public sealed record RunResult(RunEnd End, int EpochsDone, int MinibatchesDone, EpochReport? LastEpoch, Divergence? Divergence = null);

/// <summary>The ways in which a run ends.</summary>
public enum RunEnd
{
    /// <summary>All epochs are done.</summary>
    Done,

    /// <summary>It was asked to stop, and saved where it stood.</summary>
    Interrupted,

    /// <summary>A potential stopped being finite; the last checkpoint is from before.</summary>
    Diverged,
}

/// <summary>Where a run diverged.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Minibatch">The minibatch, from 1.</param>
/// <param name="DuringEvaluation">Whether the network was answering rather than learning; the minibatch is then the test set's.</param>
/// <param name="Phase">The phase of the batch, from 1.</param>
/// <param name="Layer">The layer that diverged first.</param>
/// <param name="Sweep">The sweep in which it did, from 1.</param>
public sealed record Divergence(int Epoch, int Minibatch, bool DuringEvaluation, int Phase, int Layer, int Sweep)
{
    /// <summary>What to try, whatever the rule.</summary>
    public const string Advice = "Lower the neural step size first, then the learning rates, then the strength of the nudge; a shorter schedule of high rates helps too.";

    /// <summary>Where and what to try, in one paragraph.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Diverged in epoch {Epoch}, {(DuringEvaluation ? "evaluation " : "")}minibatch {Minibatch}, phase {Phase}: layer {Layer} is no longer finite at sweep {Sweep}. {Advice}");
}
