using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The unit box [0, 1]ⁿ, the "nonnegative antisparse" domain: σ(u) = min(1, max(0, u)) for every unit alone (CorInfoMax, appendix C).
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("unitBox", "[0, 1]ⁿ: every rate between 0 and 1.")]
public sealed class UnitBox<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Clip<T>>(new(T.Zero), somatic.Block(samples), rates.Block(samples));

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance) => Bounds.Hold(rates, 0, 1, tolerance);

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
