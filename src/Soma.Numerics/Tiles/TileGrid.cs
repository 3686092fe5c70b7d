namespace Soma.Numerics;

/// <summary>Covers a product of any size with tiles.</summary>
internal static unsafe class TileGrid
{
    // Processors with 512-bit registers have 32 of them, enough for ten rows of pairs; with 256 bits there may be 16.
    private const int RoomForTen = 64;

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
        if (TLanes.Width * sizeof(T) >= RoomForTen)
            row = Repeat<Tile10, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
        row = Repeat<Tile5, TLanes, T, TEnding>(row, a, rowStep, termStep, rows, b, lineStep, count, c, cStep, ending);
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
