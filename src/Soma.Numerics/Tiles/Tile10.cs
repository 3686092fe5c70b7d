using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>Ten rows at a time. With pairs of 512-bit registers, 20 of the 32 registers hold sums and both arithmetic units stay busy. See <see cref="ITile"/>.</summary>
internal readonly unsafe struct Tile10 : ITile
{
    public static int Rows => 10;

    public static void Run<TLanes, T, TEnding>(T* a, nint rowStep, nint termStep, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        T* a0 = a;
        T* a1 = a + rowStep;
        T* a2 = a + (2 * rowStep);
        T* a3 = a + (3 * rowStep);
        T* a4 = a + (4 * rowStep);
        T* a5 = a + (5 * rowStep);
        T* a6 = a + (6 * rowStep);
        T* a7 = a + (7 * rowStep);
        T* a8 = a + (8 * rowStep);
        T* a9 = a + (9 * rowStep);
        TLanes c0 = TLanes.Zero;
        TLanes c1 = TLanes.Zero;
        TLanes c2 = TLanes.Zero;
        TLanes c3 = TLanes.Zero;
        TLanes c4 = TLanes.Zero;
        TLanes c5 = TLanes.Zero;
        TLanes c6 = TLanes.Zero;
        TLanes c7 = TLanes.Zero;
        TLanes c8 = TLanes.Zero;
        TLanes c9 = TLanes.Zero;
        T* end = b + (count * lineStep);
        for (nint k = 0; b != end; b += lineStep, k += termStep)
        {
            TLanes line = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[k]), line, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a1[k]), line, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a2[k]), line, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[k]), line, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(a4[k]), line, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(a5[k]), line, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Broadcast(a6[k]), line, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Broadcast(a7[k]), line, c7);
            c8 = TLanes.MultiplyAdd(TLanes.Broadcast(a8[k]), line, c8);
            c9 = TLanes.MultiplyAdd(TLanes.Broadcast(a9[k]), line, c9);
        }

        ending.End(c0, c);
        ending.End(c1, c + cStep);
        ending.End(c2, c + (2 * cStep));
        ending.End(c3, c + (3 * cStep));
        ending.End(c4, c + (4 * cStep));
        ending.End(c5, c + (5 * cStep));
        ending.End(c6, c + (6 * cStep));
        ending.End(c7, c + (7 * cStep));
        ending.End(c8, c + (8 * cStep));
        ending.End(c9, c + (9 * cStep));
    }
}
