using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// The interneuron of the signed l1 ball raises the threshold of all units: r = ST_q(u) = sign(u) max(0, |u| − q), a proximal step of the Lagrangian. It cannot
/// inhibit the apical compartment, for it would push negative rates away from 0.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="domain">Its interneuron rate μ.</param>
[Confinement("interneurons", typeof(SignedL1Ball<>))]
public sealed class SignedL1Interneurons<T>(LayerDomain domain) : L1Interneurons<T>(new SignedL1Ball<T>(), domain.InterneuronRate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The threshold does it: see <see cref="Fire"/>.</summary>
    /// <inheritdoc/>
    public override void Inhibit(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
    }

    /// <inheritdoc/>
    public override void Fire(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples)
    {
        for (int sample = samples.Start; sample < samples.End; sample++)
            Primitives.Map<T, SoftThreshold>(new(interneurons.Rates.Row(sample)[0]), somatic.Row(sample), rates.Row(sample));
    }

    private readonly struct SoftThreshold(T q) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes u)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes threshold = TLanes.Broadcast(q);
            return TLanes.AtLeast(u - threshold, TLanes.Zero) - TLanes.AtLeast(TLanes.Zero - u - threshold, TLanes.Zero);
        }
    }
}
