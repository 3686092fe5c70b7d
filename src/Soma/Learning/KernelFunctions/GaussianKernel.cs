using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>
/// k(x, y) = exp(−‖x − y‖²/(2σ²)), and ∂J/∂x = −(2/σ²) Σ w (x − y) with w = ∂J/∂k · k.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="sigma">σ, more than 0: the distance at which examples begin to be strangers.</param>
public sealed class GaussianKernel<T>(double sigma) : KernelFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _halfPrecision = T.CreateChecked(-0.5 / (sigma * sigma));
    private readonly T _twicePrecision = T.CreateChecked(2 / (sigma * sigma));

    /// <inheritdoc/>
    public override T Prepare(ReadOnlySpan<T> example, Span<T> prepared)
    {
        example.CopyTo(prepared);
        return Primitives.Dot(example, example);
    }

    /// <inheritdoc/>
    public override void Compare(Span<T> products, T size, ReadOnlySpan<T> sizes) => Primitives.Map<T, Similarity>(new(size, _halfPrecision), products, sizes, products);

    /// <inheritdoc/>
    public override T Weigh(Span<T> derivatives, ReadOnlySpan<T> similarities)
    {
        T sum = Primitives.Dot(derivatives, similarities);
        Primitives.Map<T, Product>(default, derivatives, similarities, derivatives);
        return sum;
    }

    /// <inheritdoc/>
    public override void Derive(ReadOnlySpan<T> prepared, T size, T weightSum, Span<T> pull) => Primitives.Map<T, Attraction>(new(weightSum, _twicePrecision), pull, prepared, pull);

    // ‖x − y‖² = ‖x‖² + ‖y‖² − 2x·y, of which rounding may leave a little less than nothing.
    private readonly struct Similarity(T size, T halfPrecision) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes other)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes distance = TLanes.AtLeast(TLanes.Broadcast(size) + other - (product + product), TLanes.Zero);
            return LaneMath.Exp<TLanes, T>(TLanes.Broadcast(halfPrecision) * distance);
        }
    }

    private readonly struct Product : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a * b;
    }

    // (2/σ²)(Σ w y − x Σ w)
    private readonly struct Attraction(T weightSum, T twicePrecision) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes pull, TLanes x)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(twicePrecision) * (pull - (TLanes.Broadcast(weightSum) * x));
    }
}
