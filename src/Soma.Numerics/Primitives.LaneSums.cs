using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// Lanes that a sum is spread over, on every path: a 512-bit register of floats. Lane j takes the elements j, j + 16, j + 32, …
    /// in order; then lanes 8 to 15 are added to 0 to 7, those 4 to 7 to 0 to 3, and so on.
    /// </summary>
    internal const int VirtualLanes = 16;

    /// <summary>What a sum is made of.</summary>
    private interface ITerms<T>
        where T : unmanaged
    {
        /// <summary>The sums with the terms i, i + 1, … added, as many as there are lanes.</summary>
        TLanes AddTo<TLanes>(TLanes sums, int i)
            where TLanes : struct, ILanes<TLanes, T>;
    }

    private static unsafe T SumOf<T, TTerms>(TTerms terms, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerms : struct, ITerms<T>
    {
        T* lanes = stackalloc T[VirtualLanes];
        Dispatch<T, LaneSums<T, TTerms>>(new(terms, length, lanes));
        for (int half = VirtualLanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }

    private readonly unsafe struct LaneSums<T, TTerms>(TTerms terms, int length, T* lanes) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerms : struct, ITerms<T>
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
                sums = terms.AddTo(sums, i);
            sums.Store(lanes);
            for (int lane = 0; i < length; i++, lane++)
                terms.AddTo(Lane<T>.Load(lanes + lane), i).Store(lanes + lane);
        }
    }
}
