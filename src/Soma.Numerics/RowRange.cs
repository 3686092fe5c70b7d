namespace Soma.Numerics;

/// <summary>Rows from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="Start">First row.</param>
/// <param name="End">One past the last row.</param>
public readonly record struct RowRange(int Start, int End)
{
    /// <summary>How many rows.</summary>
    public int Count => End - Start;
}
