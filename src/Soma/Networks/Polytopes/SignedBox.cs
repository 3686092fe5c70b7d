using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The signed box [−1, 1]ⁿ, the "antisparse" domain: σ(u) = min(1, max(−1, u)) for every unit alone (CorInfoMax, appendix C).
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("signedBox", "[−1, 1]ⁿ: every rate between −1 and 1.")]
public sealed class SignedBox<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Clip<T>>(new(T.NegativeOne), somatic.Block(samples), rates.Block(samples));

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance) => Bounds.Hold(rates, -1, 1, tolerance);

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
