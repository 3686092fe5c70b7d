using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>‖a‖₁ = Σᵢ |aᵢ|, summed over a fixed number of lanes in a fixed tree.</summary>
    /// <param name="a">Any length; an empty sum is 0.</param>
    public static unsafe T SumOfMagnitudes<T>(ReadOnlySpan<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* pA = a)
            return SumOf<T, Magnitudes<T>>(new(pA), a.Length);
    }

    private readonly unsafe struct Magnitudes<T>(T* a) : ITerms<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TLanes AddTo<TLanes>(TLanes sums, int i)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes value = TLanes.Load(a + i);
            return sums + TLanes.Max(value, TLanes.Zero - value);
        }
    }
}
