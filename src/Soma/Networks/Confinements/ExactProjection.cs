using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>The nearest point of the set in every sweep, r = σ(u); no interneurons. The published form for boxes.</summary>
/// <param name="set">Any set.</param>
[Confinement("projection")]
public sealed class ExactProjection(Polytope set) : Confinement
{
    /// <inheritdoc/>
    public override Polytope Polytope => set;

    /// <inheritdoc/>
    public override int InterneuronCount => 0;

    /// <summary>Nobody inhibits.</summary>
    /// <inheritdoc/>
    public override void Inhibit<T>(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
    }

    /// <summary>σ.</summary>
    /// <inheritdoc/>
    public override void Fire<T>(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples) => set.Project(somatic, rates, samples);

    /// <summary>Nobody ascends.</summary>
    /// <inheritdoc/>
    public override void Ascend<T>(Matrix<T> rates, Interneurons<T> interneurons, RowRange samples)
    {
    }
}
