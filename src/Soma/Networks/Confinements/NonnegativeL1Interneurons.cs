using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// The published sparse layer: the interneuron inhibits the apical compartments of all units, so that du feels −q, and r = max(0, u). Between the
/// start and the fixed point the rates may leave the ball, upwards too; with the published small μ they mostly do.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="domain">Its interneuron rate μ.</param>
[Confinement("interneurons", typeof(NonnegativeL1Ball<>))]
public sealed class NonnegativeL1Interneurons<T>(LayerDomain domain) : L1Interneurons<T>(new NonnegativeL1Ball<T>(), domain.InterneuronRate)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Inhibit(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples)
    {
        T perRate = T.CreateChecked(reach);
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> potentials = apical.Row(sample);
            Primitives.Map<T, Less>(new(perRate * interneurons.Rates.Row(sample)[0]), potentials, potentials);
        }
    }

    /// <inheritdoc/>
    public override void Fire(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Rectify<T>>(default, somatic.Block(samples), rates.Block(samples));

    private readonly struct Less(T inhibition) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes potential)
            where TLanes : struct, ILanes<TLanes, T> => potential - TLanes.Broadcast(inhibition);
    }
}
