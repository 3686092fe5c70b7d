namespace Soma.Training;

/// <summary>
/// One piece of a <see cref="LearningRateSchedule"/>. With the defaults the rates are multiplied by <see cref="Factor"/> after every epoch; with <see cref="Every"/> they
/// fall in steps; with <see cref="Per"/> the steps are counted in minibatches.
/// </summary>
public sealed record RatePiece
{
    /// <summary>The first epoch of the piece, counted from 0.</summary>
    [Option("First epoch of the piece, counted from 0.", AtLeast = 0, AtMost = 1_000_000)]
    public required int From { get; init; }

    /// <summary>f: what the learning rates are multiplied by at every step since the start of training, also before the piece began; of a cosine, what they end at.</summary>
    [Option("In step k of the schedule the learning rates are those of the rule times factor^k; k counts from 0 at the start of training, not of the piece. For a cosine, the factor that it ends at.", AtLeast = 0, AtMost = 10)]
    public required double Factor { get; init; }

    /// <summary>Epochs, or minibatches, to a step; of a cosine, to its end. Default 1.</summary>
    [Option("Epochs or minibatches to a step of the schedule; of a cosine, to its end.", AtLeast = 1, AtMost = 1_000_000_000)]
    public int Every { get; init; } = 1;

    /// <summary>What is counted; default epochs.</summary>
    [Option("What is counted: epochs or minibatches.")]
    public RateClock Per { get; init; }

    /// <summary>How the factor goes from step to step; default the power factor^k.</summary>
    [Option("How the factor goes: the power factor^k, or half a cosine wave from 1 down to factor.")]
    public RateShape Shape { get; init; }
}

/// <summary>What a <see cref="RatePiece"/> counts.</summary>
public enum RateClock
{
    /// <summary>Whole passes over the training set.</summary>
    Epoch,

    /// <summary>Minibatches since the start of training.</summary>
    Minibatch,
}

/// <summary>How the factor of a <see cref="RatePiece"/> goes.</summary>
public enum RateShape
{
    /// <summary>fᵏ.</summary>
    Power,

    /// <summary>f + (1 − f)(1 + cos(π t / every))/2 up to t = every, then f (Loshchilov and Hutter, 2017, without restarts).</summary>
    Cosine,
}
