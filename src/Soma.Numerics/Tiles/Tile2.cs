namespace Soma.Numerics;

/// <summary>Two rows at a time, before the last is done by itself. See <see cref="ITile"/>.</summary>
internal readonly unsafe struct Tile2 : ITile
{
    public static int Rows => 2;

    public static void Run<TLanes, T, TEnding>(T* a, nint rowStep, nint termStep, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        T* a0 = a;
        T* a1 = a + rowStep;
        TLanes c0 = TLanes.Zero;
        TLanes c1 = TLanes.Zero;
        T* end = b + (count * lineStep);
        for (nint k = 0; b != end; b += lineStep, k += termStep)
        {
            TLanes line = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a0[k]), line, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(a1[k]), line, c1);
        }

        ending.End(c0, c);
        ending.End(c1, c + cStep);
    }
}
