using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>Σᵢ aᵢ·bᵢ, for norms and angles; summed over a fixed number of lanes in a fixed tree, each product added by fused multiply-add.</summary>
    /// <param name="a">Any length; an empty sum is 0.</param>
    /// <param name="b">As long as <paramref name="a"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireEqualLengths(a.Length, b.Length);
        fixed (T* pA = a)
        fixed (T* pB = b)
            return SumOf<T, Products<T>>(new(pA, pB), a.Length);
    }

    private readonly unsafe struct Products<T>(T* a, T* b) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TLanes AddTo<TLanes>(TLanes sums, int i)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), sums);
    }
}
