using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// One interneuron per mutually sparse subvector (CorInfoMax, appendices C and I): unit i is held back by Qᵢ, the sum of those whose subvectors it is in, r = clip(ReLU(u − Q), 0, 1) or
/// clip(ST_Q(u), −1, 1), and each ascends while its own subvector fires too much, q_l ← max(0, q_l + μ(‖r_J‖₁ − 1)).
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="set">The polytope.</param>
/// <param name="domain">Its interneuron rate μ.</param>
[Confinement("interneurons", typeof(CanonicalPolytope<>))]
public sealed class CanonicalInterneurons<T>(CanonicalPolytope<T> set, LayerDomain domain) : Confinement<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Polytope<T> Polytope => set;

    /// <inheritdoc/>
    public override int InterneuronCount => set.Subvectors;

    /// <summary>The thresholds do it: see <see cref="Fire"/>.</summary>
    /// <inheritdoc/>
    public override void Inhibit(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
    }

    /// <inheritdoc/>
    public override void Fire(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            ReadOnlySpan<T> q = set.Subvectors == 0 ? [] : interneurons.Rates.Row(sample);
            set.Fire(somatic.Row(sample), q, rates.Row(sample));
        }
    }

    /// <inheritdoc/>
    public override void Ascend(Matrix<T> rates, Interneurons<T> interneurons, RowRange samples)
    {
        T mu = T.CreateChecked(domain.InterneuronRate);
        for (int sample = samples.Start; sample < samples.End && set.Subvectors > 0; sample++)
        {
            // ℓ is q before it is rectified; until then its place holds the norms.
            Span<T> q = interneurons.Rates.Row(sample), potentials = interneurons.Potentials.Row(sample);
            set.FindNorms(rates.Row(sample), potentials);
            for (int l = 0; l < q.Length; l++)
            {
                potentials[l] = q[l] + (mu * (potentials[l] - T.One));
                q[l] = T.Max(T.Zero, potentials[l]);
            }
        }
    }

    /// <inheritdoc/>
    public override bool HasSettled(Matrix<T> rates, Interneurons<T> interneurons, T tolerance, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End && set.Subvectors > 0; sample++)
        {
            ReadOnlySpan<T> q = interneurons.Rates.Row(sample), r = rates.Row(sample);
            for (int l = 0; l < q.Length; l++)
            {
                if (!(WayToGo(q[l], set.Norm(l, r) - T.One) <= tolerance))
                    return false;
            }
        }

        return true;
    }
}
