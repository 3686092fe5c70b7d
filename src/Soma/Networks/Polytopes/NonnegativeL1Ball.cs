using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The nonnegative part of the l1 ball, {r ≥ 0, Σr ≤ 1}, the "nonnegative sparse" domain (CorInfoMax, appendix I): max(0, u) where that lies in the ball already, else the
/// nearest point of the simplex.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("nonnegativeL1Ball", "{r ≥ 0, Σr ≤ 1}: sparse rates that are not negative.")]
public sealed class NonnegativeL1Ball<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples)
    {
        Primitives.Map<T, Rectify<T>>(default, somatic.Block(samples), rates.Block(samples));
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> u = somatic.Row(sample), r = rates.Row(sample);
            if (Primitives.SumOfMagnitudes<T>(r) > T.One)
                Primitives.Map<T, SimplexCut<T>.Rates>(new(SimplexCut<T>.Of(u, scratch: r)), u, r);
        }
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance) =>
        Bounds.Hold(rates, 0, 1, tolerance) && Bounds.SumOfMagnitudes(rates) <= 1 + tolerance;

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
