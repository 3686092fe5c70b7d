using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>One row: what remains when the rows are no multiple of five. See <see cref="ITile"/>.</summary>
internal readonly unsafe struct Tile1 : ITile
{
    public static int Rows => 1;

    public static void Run<TLanes, T, TEnding>(T* a, nint rowStep, nint termStep, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        TLanes c0 = TLanes.Zero;
        T* end = b + (count * lineStep);
        for (nint k = 0; b != end; b += lineStep, k += termStep)
        {
            TLanes line = TLanes.Load(b);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(a[k]), line, c0);
        }

        ending.End(c0, c);
    }
}
