using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>
/// A kernel k(x, y): how alike two examples are. What a kernel knows is written for one row at a time; the products between whole batches, x·y for all pairs and the weighted sums of
/// examples that a gradient is made of, are ordinary matrix products and belong to <see cref="KernelMatrix{T}"/>.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class KernelFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What of an example goes into products: the example itself, or its direction.</summary>
    /// <param name="example">x.</param>
    /// <param name="prepared">Receives it; as long as <paramref name="example"/>.</param>
    /// <returns>What has to be remembered of the example's size: ‖x‖², ‖x‖, or nothing.</returns>
    public abstract T Prepare(ReadOnlySpan<T> example, Span<T> prepared);

    /// <summary>From products to similarities, in place.</summary>
    /// <param name="products">Products of one prepared example with many; becomes k(x, y) for each.</param>
    /// <param name="size">What <see cref="Prepare"/> returned for the one.</param>
    /// <param name="sizes">What it returned for the many.</param>
    public abstract void Compare(Span<T> products, T size, ReadOnlySpan<T> sizes);

    /// <summary>From ∂J/∂k(x, y) to the weights that the many prepared examples y are summed with, in place.</summary>
    /// <param name="derivatives">∂J/∂k for one x and many y; becomes the weights.</param>
    /// <param name="similarities">k(x, y) of the same pairs.</param>
    /// <returns>The sum of the weights, if <see cref="Derive"/> needs it; else 0.</returns>
    public abstract T Weigh(Span<T> derivatives, ReadOnlySpan<T> similarities);

    /// <summary>∂J/∂x, both ways in which x takes part in symmetric pairs counted: twice Σ ∂J/∂k · ∂k/∂x.</summary>
    /// <param name="prepared">The prepared x.</param>
    /// <param name="size">What <see cref="Prepare"/> returned for x.</param>
    /// <param name="weightSum">What <see cref="Weigh"/> returned for x.</param>
    /// <param name="pull">The weighted sum of the prepared y; becomes ∂J/∂x.</param>
    public abstract void Derive(ReadOnlySpan<T> prepared, T size, T weightSum, Span<T> pull);

    private protected readonly struct Scaled(T factor) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(factor) * a;
    }
}
