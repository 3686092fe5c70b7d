using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>max |a[i] − b[i]|, 0 for nothing, NaN where a difference is not a number. A maximum does not depend on the order it is taken in.</summary>
    /// <param name="a">First signal.</param>
    /// <param name="b">Second signal, as long as the first.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe T LargestDifference<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSameLength(a.Length, b.Length, nameof(b));
        T largest = T.Zero;
        fixed (T* pA = a)
        fixed (T* pB = b)
            Dispatch<T, DifferenceScan<T>>(new(pA, pB, a.Length, &largest));
        return largest;
    }

    private readonly unsafe struct DifferenceScan<T>(T* a, T* b, int length, T* largest) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes most = TLanes.Zero;
            int i = 0;
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                most = TLanes.Max(most, Distance(TLanes.Load(a + i), TLanes.Load(b + i)));
            T* lanes = stackalloc T[TLanes.Width];
            most.Store(lanes);
            T result = T.Zero;
            for (int lane = 0; lane < TLanes.Width; lane++)
                result = T.Max(result, lanes[lane]);
            for (; i < length; i++)
                result = T.Max(result, T.Abs(a[i] - b[i]));
            *largest = result;
        }

        private static TLanes Distance<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(x - y, y - x);
    }
}
