namespace Soma.Training;

/// <summary>One piece of a <see cref="LearningRateSchedule"/>.</summary>
public sealed record RatePiece
{
    /// <summary>The first epoch of the piece, counted from 0.</summary>
    [Option("First epoch of the piece, counted from 0.", AtLeast = 0, AtMost = 1_000_000)]
    public required int From { get; init; }

    /// <summary>What the learning rates are multiplied by once per epoch since epoch 0, also in the epochs before the piece began.</summary>
    [Option("In epoch e of the piece the learning rates are those of the rule times factor^e; e counts from 0 at the start of training, not of the piece.", MoreThan = 0, AtMost = 10)]
    public required double Factor { get; init; }
}
