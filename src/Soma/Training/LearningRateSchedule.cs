namespace Soma.Training;

/// <summary>
/// The factor that multiplies all learning rates, piece by piece. In epoch e of a piece with factor f it is fᵉ, where e is
/// counted from the start of training. At a border the factor therefore jumps: with 0.95 before epoch 15 and 0.9 after, from
/// 0.95¹⁴ = 0.488 to 0.9¹⁵ = 0.206. That is how the published results were made. A piece may also fall in steps of several epochs or
/// minibatches, or along a cosine.
/// </summary>
/// <param name="pieces">Pieces in ascending order, the first from epoch 0; none for a constant factor of 1.</param>
public sealed class LearningRateSchedule(IReadOnlyList<RatePiece> pieces)
{
    // The last power asked for; the next one is mostly the same or one product further.
    private double _factor = 1, _power = 1;
    private long _exponent;

    /// <summary>The factor at the start of an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="minibatches">Minibatches per epoch; of no meaning where only epochs are counted.</param>
    public double FactorAt(int epoch, int minibatches = 1) => FactorAt(epoch, 0, minibatches);

    /// <summary>The factor of a minibatch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="minibatch">Of the epoch, from 0.</param>
    /// <param name="minibatches">Minibatches per epoch.</param>
    public double FactorAt(int epoch, int minibatch, int minibatches)
    {
        if (PieceOf(epoch) is not { } piece)
            return 1;
        long time = piece.Per == RateClock.Minibatch ? ((long)epoch * minibatches) + minibatch : epoch;
        return piece.Shape == RateShape.Cosine ? Cosine(piece, time) : Power(piece.Factor, time / piece.Every);
    }

    private RatePiece? PieceOf(int epoch)
    {
        RatePiece? last = null;
        for (int index = 0; index < pieces.Count && pieces[index].From <= epoch; index++)
            last = pieces[index];
        return last;
    }

    // Repeated products round the same everywhere; a library's power function need not.
    private double Power(double factor, long exponent)
    {
        if (factor != _factor || exponent < _exponent)
            (_factor, _power, _exponent) = (factor, 1, 0);
        for (; _exponent < exponent; _exponent++)
            _power *= factor;
        return _power;
    }

    private static double Cosine(RatePiece piece, long time)
    {
        double half = Math.Min(1, (double)time / piece.Every) - 0.5;

        // cos(πx) = −sin(π(x − ½)), by its series, because a library's cosine need not round the same everywhere.
        double angle = Math.PI * half, square = angle * angle, term = angle, sine = angle;
        for (int n = 2; n <= 24; n += 2)
        {
            term *= -square / (n * (n + 1));
            sine += term;
        }

        return piece.Factor + ((1 - piece.Factor) * (1 - sine) / 2);
    }
}
