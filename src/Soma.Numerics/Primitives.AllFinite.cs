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

    // x·0 is zero for every finite x and NaN for the others, and a sum keeps a NaN once it has one.
    private readonly unsafe struct FiniteCheck<T>(T* values, int length, bool* finite) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes faults = TLanes.Zero;
            int i = 0;
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                faults = TLanes.MultiplyAdd(TLanes.Load(values + i), TLanes.Zero, faults);
            T* lanes = stackalloc T[TLanes.Width];
            faults.Store(lanes);
            T fault = T.Zero;
            for (int lane = 0; lane < TLanes.Width; lane++)
                fault += lanes[lane];
            for (; i < length; i++)
                fault += values[i] * T.Zero;
            *finite = fault == T.Zero;
        }
    }
}
