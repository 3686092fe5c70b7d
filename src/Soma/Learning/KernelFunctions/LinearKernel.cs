using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>k(x, y) = x·y, and ∂J/∂x = 2 Σ ∂J/∂k · y.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class LinearKernel<T> : KernelFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Prepare(ReadOnlySpan<T> example, Span<T> prepared)
    {
        example.CopyTo(prepared);
        return T.Zero;
    }

    /// <inheritdoc/>
    public override void Compare(Span<T> products, T size, ReadOnlySpan<T> sizes)
    {
    }

    /// <inheritdoc/>
    public override T Weigh(Span<T> derivatives, ReadOnlySpan<T> similarities) => T.Zero;

    /// <inheritdoc/>
    public override void Derive(ReadOnlySpan<T> prepared, T size, T weightSum, Span<T> pull) => Primitives.Map<T, Scaled>(new(T.One + T.One), pull, pull);
}
