namespace Soma.Numerics;

/// <summary>Four rows at a time: what tens leave of 64, a common width; one by one they would wait for each other's sums. See <see cref="ITile"/>.</summary>
internal readonly unsafe struct Tile4 : ITile
{
    public static int Rows => 4;

    public static void Run<TLanes, T, TEnding>(T* a, nint rowStep, nint termStep, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        T* a0 = a;
        T* a1 = a + rowStep;
        T* a2 = a + (2 * rowStep);
        T* a3 = a + (3 * rowStep);
        TLanes c0 = TLanes.Zero;
        TLanes c1 = TLanes.Zero;
        TLanes c2 = TLanes.Zero;
        TLanes c3 = TLanes.Zero;
        T* end = b + (count * lineStep);
        for (nint k = 0; b != end; b += lineStep, k += termStep)
        {
            TLanes line = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[k]), line, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a1[k]), line, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(a2[k]), line, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(a3[k]), line, c3);
        }

        ending.End(c0, c);
        ending.End(c1, c + cStep);
        ending.End(c2, c + (2 * cStep));
        ending.End(c3, c + (3 * cStep));
    }
}
