using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>The simplex {r ≥ 0, Σr = 1}: rates that are shares of one whole. The nearest point is max(0, u − τ), τ such that the sum is 1.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("simplex", "{r ≥ 0, Σr = 1}: rates are shares of one whole.")]
public sealed class Simplex<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> u = somatic.Row(sample), r = rates.Row(sample);
            Primitives.Map<T, SimplexCut<T>.Rates>(new(SimplexCut<T>.Of(u, scratch: r)), u, r);
        }
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance) =>
        Bounds.Hold(rates, 0, 1, tolerance) && Math.Abs(Bounds.SumOfMagnitudes(rates) - 1) <= tolerance;

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
