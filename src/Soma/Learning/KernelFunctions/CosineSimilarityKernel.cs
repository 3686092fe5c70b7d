using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>
/// k(x, y) = x̂·ŷ with x̂ = x/‖x‖: the cosine of the angle between two examples. ∂J/∂x = (2/‖x‖)(t − (x̂·t)x̂) with t = Σ ∂J/∂k · ŷ, the part of t that turns x. A zero example has no direction: it is
/// like nothing, not even itself, and nothing pulls at it.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class CosineSimilarityKernel<T> : KernelFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override T Prepare(ReadOnlySpan<T> example, Span<T> prepared)
    {
        T norm = T.Sqrt(Primitives.Dot(example, example));
        if (norm == T.Zero)
            prepared.Clear();
        else
            Primitives.Map<T, Quotient>(new(norm), example, prepared);
        return norm;
    }

    /// <inheritdoc/>
    public override void Compare(Span<T> products, T size, ReadOnlySpan<T> sizes)
    {
    }

    /// <inheritdoc/>
    public override T Weigh(Span<T> derivatives, ReadOnlySpan<T> similarities) => T.Zero;

    /// <inheritdoc/>
    public override void Derive(ReadOnlySpan<T> prepared, T size, T weightSum, Span<T> pull)
    {
        if (size == T.Zero)
        {
            pull.Clear();
            return;
        }

        T along = Primitives.Dot(prepared, pull), two = T.One + T.One;
        Primitives.Map<T, Turning>(new(along, two / size), pull, prepared, pull);
    }

    private readonly struct Quotient(T norm) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => a / TLanes.Broadcast(norm);
    }

    // scale·(t − along·x̂)
    private readonly struct Turning(T along, T scale) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes t, TLanes direction)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(scale) * (t - (TLanes.Broadcast(along) * direction));
    }
}
