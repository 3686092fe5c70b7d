namespace Soma.Training;

/// <summary>
/// The factor that multiplies all learning rates in an epoch, piece by piece: in epoch e of a piece with factor f it is fᵉ, where e is
/// counted from the start of training. At a border the factor therefore jumps: with 0.95 before epoch 15 and 0.9 after, from
/// 0.95¹⁴ = 0.488 to 0.9¹⁵ = 0.206. That is how the published results were made.
/// </summary>
/// <param name="pieces">Pieces in ascending order, the first from epoch 0; none for a constant factor of 1.</param>
public sealed class LearningRateSchedule(IReadOnlyList<RatePiece> pieces)
{
    /// <summary>The factor of an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    public double FactorAt(int epoch)
    {
        double factor = 1;
        foreach (RatePiece piece in pieces)
        {
            if (piece.From <= epoch)
                factor = piece.Factor;
        }

        // Repeated products round the same everywhere; a library's power function need not.
        double power = 1;
        for (int e = 0; e < epoch; e++)
            power *= factor;
        return power;
    }
}
