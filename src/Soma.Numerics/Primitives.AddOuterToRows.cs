using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// W ← W + scale·Σₘ post(m) pre(m)ᵀ, where W lies row by row in a stretch of a longer vector, as the gradient of all parameters does. The sum is taken over samples in ascending order with fused
    /// multiply-add, and added with one more.
    /// </summary>
    /// <param name="weights">W, shape (outputs, inputs), row-major without gaps.</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="pre">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="samples">How many samples, from row 0.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static unsafe void AddOuterToRows<T>(Span<T> weights, T scale, Matrix<T> post, Matrix<T> pre, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSameLength(checked(post.Columns * pre.Columns), weights.Length, nameof(weights));
        Shapes.RequireRows(new RowRange(0, samples), Math.Min(post.Rows, pre.Rows), nameof(post));
        fixed (T* pWeights = weights)
            Dispatch<T, OuterRows<T>>(new(pWeights, new(scale), post, pre, samples));
        GC.KeepAlive(post);
        GC.KeepAlive(pre);
    }

    private readonly unsafe struct OuterRows<T>(T* weights, Accumulate<T> ending, Matrix<T> post, Matrix<T> pre, int samples) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Rows have no padding that whole registers could run into, so what is left of a row is done one value at a time.
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int whole = pre.Columns - (pre.Columns % TLanes.Width);
            Columns<TLanes>(0, whole);
            Columns<Lane<T>>(whole, pre.Columns);
        }

        private void Columns<TLanes>(int from, int to)
            where TLanes : struct, ILanes<TLanes, T> => TileGrid.Columns<TLanes, T, Accumulate<T>>(
                post.Pointer,
                1,
                post.Stride,
                post.Columns,
                pre.Pointer + from,
                pre.Stride,
                samples,
                weights + from,
                pre.Columns,
                to - from,
                ending);
    }
}
