using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// The family with one interneuron per layer, the Lagrange multiplier of ‖r‖₁ ≤ 1 (CorInfoMax, appendix I). It hears all units of its layer and ascends
/// while they fire too much: ℓ ← ℓ + μ(−ℓ + (‖r‖₁ − 1) + q), q ← max(0, ℓ).
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="set">The ball.</param>
/// <param name="rate">μ.</param>
public abstract class L1Interneurons<T>(Polytope<T> set, double rate) : Confinement<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Polytope<T> Polytope => set;

    /// <inheritdoc/>
    public override int InterneuronCount => 1;

    /// <inheritdoc/>
    public override void Ascend(Matrix<T> rates, Interneurons<T> interneurons, RowRange samples)
    {
        T mu = T.CreateChecked(rate);
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            ref T q = ref interneurons.Rates.Row(sample)[0];
            ref T potential = ref interneurons.Potentials.Row(sample)[0];
            T excess = Primitives.SumOfMagnitudes<T>(rates.Row(sample)) - T.One;
            potential += mu * (excess + q - potential);
            q = T.Max(T.Zero, potential);
        }
    }

    /// <inheritdoc/>
    public override bool HasSettled(Matrix<T> rates, Interneurons<T> interneurons, T tolerance, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            T excess = Primitives.SumOfMagnitudes<T>(rates.Row(sample)) - T.One;
            if (!(WayToGo(interneurons.Rates.Row(sample)[0], excess) <= tolerance))
                return false;
        }

        return true;
    }
}
