using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// The published sparse layer: the interneuron inhibits the apical compartments of all units, so that du feels −q, and r = max(0, u). Between the
/// start and the fixed point the rates may leave the ball, upwards too; with the published small μ they mostly do.
/// </summary>
/// <param name="domain">Its interneuron rate μ.</param>
[Confinement("interneurons", typeof(NonnegativeL1Ball))]
public sealed class NonnegativeL1Interneurons(LayerDomain domain) : L1Interneurons(new NonnegativeL1Ball(), domain.InterneuronRate)
{
    /// <inheritdoc/>
    public override void Inhibit<T>(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
        T perRate = T.CreateChecked(reach);
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> potentials = apical.Row(sample);
            Primitives.Map<T, Less<T>>(new(perRate * interneurons.Rates.Row(sample)[0]), potentials, potentials);
        }
    }

    /// <inheritdoc/>
    public override void Fire<T>(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Rectify<T>>(default, somatic.Block(samples), rates.Block(samples));

    private readonly struct Less<T>(T inhibition) : IFormula1<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TLanes Invoke<TLanes>(TLanes potential)
            where TLanes : struct, ILanes<TLanes, T> => potential - TLanes.Broadcast(inhibition);
    }
}
