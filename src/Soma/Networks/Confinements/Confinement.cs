using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>
/// How the rates of a layer are kept in their set: by the nearest point in every sweep, or by interneurons, one per constraint, whose inhibition ascends
/// until the constraint holds. A sweep of a layer calls <see cref="Inhibit"/> on its apical potentials, lets the somatic potentials take
/// their step, then <see cref="Fire"/>, then <see cref="Ascend"/>. The object is a value: what changes lies in <see cref="Interneurons{T}"/>.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class Confinement<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The set.</summary>
    public abstract Polytope<T> Polytope { get; }

    /// <summary>How many interneurons the layer has; 0 if none.</summary>
    public abstract int InterneuronCount { get; }

    /// <summary>Takes from the apical potentials what the interneurons inhibit there.</summary>
    /// <param name="apical">v_A, changed in place.</param>
    /// <param name="reach">The potential that a rate of 1 takes away: the inverse of the coupling g_A, so that du feels −q; ε in hidden layers and 1 at the output.</param>
    /// <param name="interneurons">Those of the layer.</param>
    /// <param name="samples">Which rows.</param>
    public abstract void Inhibit(Matrix<T> apical, double reach, Interneurons<T> interneurons, RowRange samples);

    /// <summary>r from u and from the interneurons' rates of the sweep before.</summary>
    /// <param name="somatic">u.</param>
    /// <param name="interneurons">Those of the layer.</param>
    /// <param name="rates">Receives r.</param>
    /// <param name="samples">Which rows.</param>
    public abstract void Fire(Matrix<T> somatic, Interneurons<T> interneurons, Matrix<T> rates, RowRange samples);

    /// <summary>Lets the interneurons answer to the new rates.</summary>
    /// <param name="rates">r.</param>
    /// <param name="interneurons">Those of the layer, changed in place.</param>
    /// <param name="samples">Which rows.</param>
    public abstract void Ascend(Matrix<T> rates, Interneurons<T> interneurons, RowRange samples);

    /// <summary>
    /// Whether the interneurons are where they are going. Each is drawn from q to max(0, q + ‖r‖₁ − 1), ‖r‖₁ taken over what it hears, and goes the share μ of that way in a sweep; it is
    /// judged by the way and not by the step, so that slowness does not pass for rest. The way is zero only if the constraint holds, and holds with equality where q &gt; 0.
    /// </summary>
    /// <param name="rates">r.</param>
    /// <param name="interneurons">Those of the layer.</param>
    /// <param name="tolerance">The longest way that counts as none.</param>
    /// <param name="samples">Which rows.</param>
    /// <returns>True also if there are none.</returns>
    public virtual bool HasSettled(Matrix<T> rates, Interneurons<T> interneurons, T tolerance, RowRange samples) => true;

    /// <summary>The way of one interneuron: |max(0, q + excess) − q|.</summary>
    /// <param name="q">Its rate.</param>
    /// <param name="excess">What its constraint is exceeded by, negative inside the set.</param>
    protected static T WayToGo(T q, T excess) => T.Abs(T.Max(T.Zero, q + excess) - q);
}
