using System.Numerics;

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
        Shapes.RequireProduct(x, weights, y);
        Shapes.RequireRows(samples, x.Rows, nameof(x));
        Shapes.RequireRows(samples, y.Rows, nameof(y));
        Dispatch<T, Product<T>>(new(x, weights, y, samples));
        KeepAlive(x, weights, y);
    }

    private readonly unsafe struct Product<T>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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
                    y.Pointer + ((nint)samples.Start * y.Stride) + (panel * width),
                    y.Stride,
                    Math.Min(width, weights.Outputs - (panel * width)),
                    default);
            }
        }
    }
}
