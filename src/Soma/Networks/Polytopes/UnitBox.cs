using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The unit box [0, 1]ⁿ, the "nonnegative antisparse" domain: σ(u) = min(1, max(0, u)) for every unit alone (CorInfoMax, appendix C).
/// </summary>
[Polytope("unitBox", "[0, 1]ⁿ: every rate between 0 and 1.")]
public sealed class UnitBox : Polytope
{
    /// <inheritdoc/>
    public override void Project<T>(Matrix<T> somatic, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Clip<T>>(new(T.Zero), somatic.Block(samples), rates.Block(samples));

    /// <inheritdoc/>
    public override bool Contains<T>(ReadOnlySpan<T> rates, double tolerance) => Bounds.Hold(rates, 0, 1, tolerance);

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units) => [];
}
