using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// A Hebbian change of rank at most the number of samples: W ← decay·W + scale·Σₘ post(m) pre(m)ᵀ, the sum taken over samples in
    /// ascending order with fused multiply-add, and added to decay·W with one more. With a decay of 0 the old weights are not read, so that nothing of them survives, not even a NaN; the
    /// result is as if they had been +0.
    /// </summary>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="decay">What remains of the old weights; 0 to replace them.</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="pre">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="samples">How many samples, from row 0.</param>
    /// <param name="inputs">Which inputs' weights change; the others stay as they are.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddOuter<T>(PanelMatrix<T> weights, T decay, T scale, Matrix<T> post, Matrix<T> pre, int samples, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireRows(new RowRange(0, samples), Math.Min(post.Rows, pre.Rows), nameof(post));
        AddOuterPiece(weights, decay, scale, post, pre, new RowRange(0, samples), 0, inputs);
    }

    /// <summary>The same for a piece of a batch that is worked on in a buffer of its own: W ← decay·W + scale·Σₘ post(m + offset) pre(m)ᵀ.</summary>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="decay">What remains of the old weights; 0 to replace them.</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Postsynaptic signals, one row of outputs per sample.</param>
    /// <param name="pre">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="samples">Which rows of <paramref name="pre"/>.</param>
    /// <param name="offset">How many rows later they stand in <paramref name="post"/>; may be negative.</param>
    /// <param name="inputs">Which inputs' weights change; the others stay as they are.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void AddOuterPiece<T>(PanelMatrix<T> weights, T decay, T scale, Matrix<T> post, Matrix<T> pre, RowRange samples, int offset, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireProduct(pre, weights, post);
        Shapes.RequireRows(samples, pre.Rows, nameof(pre));
        Shapes.RequireRows(new RowRange(samples.Start + offset, samples.End + offset), post.Rows, nameof(post));
        Shapes.RequireRows(inputs, weights.Inputs, nameof(weights));

        // Weights that do not decay need one product less, and 1·w is w to the bit.
        if (decay == T.One)
            Dispatch<T, Outer<T, Accumulate<T>>>(new(weights, new(scale), post, pre, samples, offset, inputs));
        else if (decay == T.Zero)
            Dispatch<T, Outer<T, Replace<T>>>(new(weights, new(scale), post, pre, samples, offset, inputs));
        else
            Dispatch<T, Outer<T, Blend<T>>>(new(weights, new(decay, scale), post, pre, samples, offset, inputs));
        KeepAlive(pre, weights, post);
    }

    private readonly unsafe struct Outer<T, TEnding>(PanelMatrix<T> weights, TEnding ending, Matrix<T> post, Matrix<T> pre, RowRange samples, int offset, RowRange inputs) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEnding : struct, ITileEnding<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = PanelMatrix<T>.PanelWidth;
            for (int panel = 0; panel < weights.Panels; panel++)
            {
                // The rows of this product are inputs, its terms are samples.
                TileGrid.Columns<TLanes, T, TEnding>(
                    pre.Pointer + ((nint)samples.Start * pre.Stride) + inputs.Start,
                    1,
                    pre.Stride,
                    inputs.Count,
                    post.Pointer + ((nint)(samples.Start + offset) * post.Stride) + (panel * width),
                    post.Stride,
                    samples.Count,
                    weights.Pointer + ((nint)panel * weights.PanelLength) + ((nint)inputs.Start * width),
                    width,
                    Math.Min(width, weights.Outputs - (panel * width)),
                    ending);
            }
        }
    }
}
