namespace Soma.Numerics;

/// <summary>
/// The inner loop of every matrix product: for <see cref="Rows"/> rows i, the sums Σₖ a(i, k)·line(k), each held in
/// registers and accumulated over k in ascending order with fused multiply-add. Written out by hand per number of
/// rows, because only named locals stay in registers.
/// </summary>
internal unsafe interface ITile
{
    static abstract int Rows { get; }

    /// <summary>Computes one tile.</summary>
    /// <param name="a">Factor a(0, 0).</param>
    /// <param name="rowStep">From a(i, k) to a(i+1, k).</param>
    /// <param name="termStep">From a(i, k) to a(i, k+1).</param>
    /// <param name="b">First line: as many values as the lanes hold.</param>
    /// <param name="lineStep">From one line to the next.</param>
    /// <param name="count">Number of terms.</param>
    /// <param name="c">Where the first row's sum goes.</param>
    /// <param name="cStep">From one row's destination to the next.</param>
    /// <param name="ending">What becomes of a sum.</param>
    static abstract void Run<TLanes, T, TEnding>(T* a, nint rowStep, nint termStep, T* b, nint lineStep, nint count, T* c, nint cStep, TEnding ending)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged
        where TEnding : struct, ITileEnding<T>;
}
