using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Soma.Numerics;

/// <summary>Covers a product of any size with tiles.</summary>
internal static unsafe class TileGrid
{
    // Ten rows of pairs take 20 registers for the sums alone. AVX-512 and Arm have 32, whatever width is used of them; AVX2 has 16.
    private static bool HasRoomForTen => Vector512.IsHardwareAccelerated || AdvSimd.IsSupported;

    /// <summary>Covers <paramref name="columns"/> columns: pairs of registers, then at most one single register.</summary>
    public static void Columns<TLanes, T, TEnding>(
        T* a, nint rowStep, nint termStep, int rows, T* b, nint lineStep, nint count, T* c, nint cStep, int columns, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        int column = 0;
        for (; columns - column > TLanes.Width; column += 2 * TLanes.Width)
            Rows<Pair<TLanes, T>, T, TEnding>(a, rowStep, termStep, rows, b + column, lineStep, count, c + column, cStep, ending);
        if (column < columns)
            Rows<TLanes, T, TEnding>(a, rowStep, termStep, rows, b + column, lineStep, count, c + column, cStep, ending);
    }

    private static void Rows<TLanes, T, TEnding>(
        T* a, nint rowStep, nint termStep, int rows, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        int row = 0;
        if (HasRoomForTen)
            row = Repeat<Tile10, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
        row = Repeat<Tile5, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
        row = Repeat<Tile4, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
        row = Repeat<Tile2, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
        _ = Repeat<Tile1, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
    }

    private static int Repeat<TTile, TLanes, T, TEnding>(
        int row, T* a, nint rowStep, nint termStep, int rows, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TTile : struct, ITile
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>
    {
        for (; row + TTile.Rows <= rows; row += TTile.Rows)
            TTile.Run<TLanes, T, TEnding>(a + (row * rowStep), rowStep, termStep, b, lineStep, count, c + (row * cStep), cStep, ending);
        return row;
    }
}
