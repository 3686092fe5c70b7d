using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The l1 ball {‖r‖₁ ≤ 1}, the "sparse" domain (CorInfoMax, appendix C): u itself where that lies in the ball, else the soft threshold sign(u) max(0, |u| − τ), τ such
/// that the magnitudes sum to 1.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("signedL1Ball", "{‖r‖₁ ≤ 1}: sparse rates of either sign.")]
public sealed class SignedL1Ball<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples)
    {
        Primitives.Map<T, Magnitude<T>>(default, somatic.Block(samples), rates.Block(samples));
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> u = somatic.Row(sample), r = rates.Row(sample);
            if (Primitives.SumOfMagnitudes<T>(r) > T.One)
                Primitives.Map<T, SimplexCut<T>.SignedRates>(new(SimplexCut<T>.Of(r, scratch: r)), u, r);
            else
                u.CopyTo(r);
        }
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance) => Bounds.SumOfMagnitudes(rates) <= 1 + tolerance;

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
