using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>Whether no value is infinite or not a number.</summary>
    /// <param name="values">Any length.</param>
    public static unsafe bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool finite = true;
        fixed (T* pointer = values)
            Dispatch<T, FiniteCheck<T>>(new(pointer, values.Length, &finite));
        return finite;
    }

    // x·0 is zero for every finite x and NaN for the others, and a sum keeps a NaN once it has one. Four sums, since each waits for its last addition.
    private readonly unsafe struct FiniteCheck<T>(T* values, int length, bool* finite) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes a = TLanes.Zero, b = TLanes.Zero, c = TLanes.Zero, d = TLanes.Zero;
            int i = 0;
            for (; i <= length - (4 * TLanes.Width); i += 4 * TLanes.Width)
            {
                a = TLanes.MultiplyAdd(TLanes.Load(values + i), TLanes.Zero, a);
                b = TLanes.MultiplyAdd(TLanes.Load(values + i + TLanes.Width), TLanes.Zero, b);
                c = TLanes.MultiplyAdd(TLanes.Load(values + i + (2 * TLanes.Width)), TLanes.Zero, c);
                d = TLanes.MultiplyAdd(TLanes.Load(values + i + (3 * TLanes.Width)), TLanes.Zero, d);
            }

            for (; i <= length - TLanes.Width; i += TLanes.Width)
                a = TLanes.MultiplyAdd(TLanes.Load(values + i), TLanes.Zero, a);
            T* lanes = stackalloc T[TLanes.Width];
            (a + b + (c + d)).Store(lanes);
            T fault = T.Zero;
            for (int lane = 0; lane < TLanes.Width; lane++)
                fault += lanes[lane];
            for (; i < length; i++)
                fault += values[i] * T.Zero;
            *finite = fault == T.Zero;
        }
    }
}
