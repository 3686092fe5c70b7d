using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// Signals through synapses, sample by sample: y(m) = W x(m). Every output is accumulated over the inputs in ascending
    /// order with fused multiply-add.
    /// </summary>
    /// <param name="x">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="y">Receives the postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="samples">Which rows of <paramref name="x"/> and <paramref name="y"/>; the others stay as they are.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply<T>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireProduct(x, weights, y, samples);
        Dispatch<T, Product<T, Nothing<T>>>(new(x, weights, y, samples, 0, default));
        KeepAlive(x, weights, y);
    }

    /// <summary>y(m + offset) = W x(m), for a piece of a batch that is worked on in a buffer of its own.</summary>
    /// <param name="x">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="y">Receives the postsynaptic signals, one row of outputs per sample.</param>
    /// <param name="samples">Which rows of <paramref name="x"/>.</param>
    /// <param name="offset">How many rows later they stand in <paramref name="y"/>; may be negative.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void MultiplyPiece<T>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples, int offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireProduct(x, weights, y);
        Shapes.RequireRows(samples, x.Rows, nameof(x));
        Shapes.RequireRows(new RowRange(samples.Start + offset, samples.End + offset), y.Rows, nameof(y));
        Dispatch<T, Product<T, Nothing<T>>>(new(x, weights, y, samples, offset, default));
        KeepAlive(x, weights, y);
    }

    private static void RequireProduct<T>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireProduct(x, weights, y);
        Shapes.RequireRows(samples, x.Rows, nameof(x));
        Shapes.RequireRows(samples, y.Rows, nameof(y));
    }

    private readonly unsafe struct Product<T, TAfterwards>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples, int offset, TAfterwards afterwards) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TAfterwards : struct, IAfterwards<T>
    {
        private readonly TAfterwards _afterwards = afterwards;

        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = PanelMatrix<T>.PanelWidth;
            for (int panel = 0; panel < weights.Panels; panel++)
            {
                TileGrid.Columns<TLanes, T, Store<T>>(
                    x.Pointer + ((nint)samples.Start * x.Stride),
                    x.Stride,
                    1,
                    samples.Count,
                    weights.Pointer + ((nint)panel * weights.PanelLength),
                    width,
                    weights.Inputs,
                    y.Pointer + ((nint)(samples.Start + offset) * y.Stride) + (panel * width),
                    y.Stride,
                    Math.Min(width, weights.Outputs - (panel * width)),
                    default);
                GoOn<TLanes>(panel * width, Math.Min(width, weights.Outputs - (panel * width)));
            }
        }

        // Out of line, lest the registers of the product be spilled for it.
        // The products of one panel, row by row, to the end of the cache line: whole registers to the end, whose padding is then made zero again.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private void GoOn<TLanes>(int column, int columns)
            where TLanes : struct, ILanes<TLanes, T>
        {
            int line = AlignedBuffer<T>.Alignment / sizeof(T), count = (columns + line - 1) / line * line;
            TAfterwards afterwards = _afterwards;
            for (int row = samples.Start + offset; row < samples.End + offset; row++)
            {
                nint start = ((nint)row * y.Stride) + column;
                afterwards.Run<TLanes>(y.Pointer + start, start, column, count);
                if (columns < count)
                    afterwards.ClearPadding(start + columns, count - columns);
            }
        }
    }
}
