using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>
/// Measures how fast one core can multiply and add on the current <see cref="PrimitivePath"/>: what every matrix product is
/// compared with. The loop touches no memory and its chains do not wait for each other.
/// </summary>
public static class PeakProbe
{
    // Two arithmetic units with a latency of four or five cycles need ten chains; with two constants, twelve chains still fit into 16 registers.
    private const int Chains = 12;
    private const int Rounds = 65_536;
    private const int Repeats = 24;

    /// <summary>Billions of floating-point operations per second, a fused multiply-add counted as two: the best of several short repeats on the calling thread.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">The environment asks for a path that this processor does not have.</exception>
    public static unsafe double MeasureGigaflops<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double best = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            long operations = 0;
            long start = Stopwatch.GetTimestamp();
            Primitives.Dispatch<T, Burst<T>>(new(&operations));
            best = Math.Max(best, operations / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    private readonly unsafe struct Burst<T>(long* operations) : Primitives.IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A loop this short would be measured before it is optimized if it were left to earn that.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            // c ← c/2 + 1 goes to 2 and stays there: no overflow, and nothing so small that a processor handles it slowly.
            TLanes half = TLanes.Broadcast(T.CreateChecked(0.5)), one = TLanes.Broadcast(T.One);
            TLanes c0 = one, c1 = one, c2 = one, c3 = one, c4 = one, c5 = one, c6 = one, c7 = one, c8 = one, c9 = one, c10 = one, c11 = one;
            for (int round = 0; round < Rounds; round++)
            {
                c0 = TLanes.MultiplyAdd(c0, half, one);
                c1 = TLanes.MultiplyAdd(c1, half, one);
                c2 = TLanes.MultiplyAdd(c2, half, one);
                c3 = TLanes.MultiplyAdd(c3, half, one);
                c4 = TLanes.MultiplyAdd(c4, half, one);
                c5 = TLanes.MultiplyAdd(c5, half, one);
                c6 = TLanes.MultiplyAdd(c6, half, one);
                c7 = TLanes.MultiplyAdd(c7, half, one);
                c8 = TLanes.MultiplyAdd(c8, half, one);
                c9 = TLanes.MultiplyAdd(c9, half, one);
                c10 = TLanes.MultiplyAdd(c10, half, one);
                c11 = TLanes.MultiplyAdd(c11, half, one);
            }

            // The sums are used, so that no chain can be left out.
            T* lanes = stackalloc T[TLanes.Width];
            (((c0 + c1) + (c2 + c3)) + ((c4 + c5) + (c6 + c7)) + ((c8 + c9) + (c10 + c11))).Store(lanes);
            *operations = lanes[0] > T.Zero ? 2L * Chains * TLanes.Width * Rounds : 0;
        }
    }
}
