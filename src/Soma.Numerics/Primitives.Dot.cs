using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// Lanes that a sum is spread over, on every path: a 512-bit register of floats. Lane j takes the elements j, j + 16, j + 32, …
    /// in order; then lanes 8 to 15 are added to 0 to 7, those 4 to 7 to 0 to 3, and so on.
    /// </summary>
    internal const int VirtualLanes = 16;

    /// <summary>Σᵢ aᵢ·bᵢ, for norms and angles; summed over a fixed number of lanes in a fixed tree, each product added by fused multiply-add.</summary>
    /// <param name="a">Any length; an empty sum is 0.</param>
    /// <param name="b">As long as <paramref name="a"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireEqualLengths(a.Length, b.Length);
        T* lanes = stackalloc T[VirtualLanes];
        fixed (T* pA = a)
        fixed (T* pB = b)
            Dispatch<T, LaneSums<T>>(new(pA, pB, a.Length, lanes));
        for (int half = VirtualLanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }

    private readonly unsafe struct LaneSums<T>(T* a, T* b, int length, T* lanes) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // As many registers as make up the virtual lanes.
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            switch (VirtualLanes / TLanes.Width)
            {
                case 1:
                    Sum<TLanes>();
                    break;
                case 2:
                    Sum<Pair<TLanes, T>>();
                    break;
                case 4:
                    Sum<Pair<Pair<TLanes, T>, T>>();
                    break;
                case 8:
                    Sum<Pair<Pair<Pair<TLanes, T>, T>, T>>();
                    break;
                default:
                    Sum<Pair<Pair<Pair<Pair<TLanes, T>, T>, T>, T>>();
                    break;
            }
        }

        private void Sum<TAll>()
            where TAll : struct, ILanes<TAll, T>
        {
            TAll sums = TAll.Zero;
            int i = 0;
            for (; i <= length - VirtualLanes; i += VirtualLanes)
                sums = TAll.MultiplyAdd(TAll.Load(a + i), TAll.Load(b + i), sums);
            sums.Store(lanes);
            for (int lane = 0; i < length; i++, lane++)
                lanes[lane] = T.FusedMultiplyAdd(a[i], b[i], lanes[lane]);
        }
    }
}
