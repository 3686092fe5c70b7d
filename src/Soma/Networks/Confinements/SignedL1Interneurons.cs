using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// The interneuron of the signed l1 ball raises the threshold of all units: r = ST_q(u) = sign(u) max(0, |u| − q), a proximal step of the Lagrangian. It cannot
/// inhibit the apical compartment, for it would push negative rates away from 0.
/// </summary>
/// <param name="domain">Its interneuron rate μ.</param>
[Confinement("interneurons", typeof(SignedL1Ball))]
public sealed class SignedL1Interneurons(LayerDomain domain) : L1Interneurons(new SignedL1Ball(), domain.InterneuronRate)
{
    /// <summary>The threshold does it: see <see cref="Fire"/>.</summary>
    /// <inheritdoc/>
    public override void Inhibit<T>(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
    }

    /// <inheritdoc/>
    public override void Fire<T>(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End; sample++)
            Primitives.Map<T, SoftThreshold<T>>(new(interneurons.Rates.Row(sample)[0]), somatic.Row(sample), rates.Row(sample));
    }

    private readonly struct SoftThreshold<T>(T q) : IFormula1<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TLanes Invoke<TLanes>(TLanes u)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes threshold = TLanes.Broadcast(q);
            return TLanes.Max(TLanes.Zero, u - threshold) - TLanes.Max(TLanes.Zero, TLanes.Zero - u - threshold);
        }
    }
}
