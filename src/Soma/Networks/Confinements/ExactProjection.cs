using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>The nearest point of the set in every sweep, r = σ(u); no interneurons. The published form for boxes.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="set">Any set.</param>
[Confinement("projection")]
public sealed class ExactProjection<T>(Polytope<T> set) : Confinement<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Polytope<T> Polytope => set;

    /// <inheritdoc/>
    public override int InterneuronCount => 0;

    /// <summary>Nobody inhibits.</summary>
    /// <inheritdoc/>
    public override void Inhibit(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
    }

    /// <summary>σ.</summary>
    /// <inheritdoc/>
    public override void Fire(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples) => set.Project(somatic, rates, samples);

    /// <summary>Nobody ascends.</summary>
    /// <inheritdoc/>
    public override void Ascend(Matrix<T> rates, Interneurons<T> interneurons, RowRange samples)
    {
    }
}
