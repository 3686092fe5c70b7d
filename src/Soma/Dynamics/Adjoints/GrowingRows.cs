namespace Soma.Dynamics.Adjoints;

/// <summary>Rows of equal length, as many as are asked for. They lie in blocks that never move and are kept for the next time.</summary>
internal sealed class GrowingRows<T>(int rowLength)
{
    private const int ValuesOfABlock = 8192;

    private readonly int _rowsOfABlock = Math.Max(1, ValuesOfABlock / Math.Max(1, rowLength));
    private readonly List<T[]> _blocks = [];

    /// <summary>Values of a row.</summary>
    public int RowLength => rowLength;

    /// <summary>A row, made of zeros when it is first asked for; later it is found as it was left.</summary>
    public Span<T> this[int row]
    {
        get
        {
            (int block, int place) = Math.DivRem(row, _rowsOfABlock);
            while (_blocks.Count <= block)
                _blocks.Add(new T[_rowsOfABlock * rowLength]);
            return _blocks[block].AsSpan(place * rowLength, rowLength);
        }
    }
}
