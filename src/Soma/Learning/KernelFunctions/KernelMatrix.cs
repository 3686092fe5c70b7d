using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>K(x, y) for the pairs of a batch of examples, and the way back from ∂J/∂K to ∂J/∂x. The buffers are made once; threads divide examples.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class KernelMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KernelFunction<T> _kernel;
    private readonly Matrix<T> _prepared;
    private readonly PanelMatrix<T> _products;
    private readonly PanelMatrix<T> _sums;
    private readonly T[] _sizes;
    private readonly T[] _weightSums;

    /// <summary>Makes the buffers.</summary>
    /// <param name="kernel">k.</param>
    /// <param name="capacity">Examples at most.</param>
    /// <param name="width">Values of an example.</param>
    public KernelMatrix(KernelFunction<T> kernel, int capacity, int width)
    {
        _kernel = kernel;
        _prepared = new Matrix<T>(capacity, width);
        _products = new PanelMatrix<T>(capacity, width);
        _sums = new PanelMatrix<T>(width, capacity);
        _sizes = new T[capacity];
        _weightSums = new T[capacity];
        Values = new Matrix<T>(capacity, capacity);
    }

    /// <summary>K, shape (capacity, capacity); rows and columns beyond the examples of the last <see cref="Compare"/> mean nothing.</summary>
    public Matrix<T> Values { get; }

    /// <summary>Fills rows of K: some examples against all.</summary>
    /// <param name="examples">One per row.</param>
    /// <param name="count">How many, from row 0.</param>
    /// <param name="asked">Which rows of K.</param>
    /// <param name="team">The threads.</param>
    public void Compare(Matrix<T> examples, int count, RowRange asked, ThreadTeam team)
    {
        for (int panel = 0; panel < _sums.Panels; panel++)
            _sums.Lines(panel, new RowRange(count, _sums.Inputs)).Clear();
        team.For(count, PanelMatrix<T>.PanelWidth, new Preparing(this, examples));
        team.For(asked.Count, 1, new Comparing(this, count, asked.Start));
    }

    /// <summary>∂J/∂x for some examples.</summary>
    /// <param name="derivatives">∂J/∂K, symmetric, of the same shape as K; the rows asked for are overwritten.</param>
    /// <param name="count">As in the <see cref="Compare"/> before.</param>
    /// <param name="asked">Which examples.</param>
    /// <param name="gradient">Receives it, one example per row, each where it stood in the examples.</param>
    /// <param name="team">The threads.</param>
    public void Pull(Matrix<T> derivatives, int count, RowRange asked, Matrix<T> gradient, ThreadTeam team) =>
        team.For(asked.Count, 1, new Pulling(this, derivatives, count, asked.Start, gradient));

    private readonly struct Preparing(KernelMatrix<T> owner, Matrix<T> examples) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int width = PanelMatrix<T>.PanelWidth;
            for (int row = rows.Start; row < rows.End; row++)
            {
                Span<T> prepared = owner._prepared.Row(row);
                owner._sizes[row] = owner._kernel.Prepare(examples.Row(row), prepared);

                // Once as an output of products x·y, once as an input of sums Σ w y.
                (int panelOfRow, int lane) = Math.DivRem(row, width);
                Span<T> products = owner._products.Lines(panelOfRow, new RowRange(0, prepared.Length));
                for (int input = 0; input < prepared.Length; input++)
                    products[(input * width) + lane] = prepared[input];
                for (int panel = 0; panel < owner._sums.Panels; panel++)
                {
                    int start = panel * width;
                    prepared[start..Math.Min(start + width, prepared.Length)].CopyTo(owner._sums.Lines(panel, new RowRange(row, row + 1)));
                }
            }
        }
    }

    private readonly struct Comparing(KernelMatrix<T> owner, int count, int first) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            RowRange shifted = new(rows.Start + first, rows.End + first);
            Primitives.Multiply(owner._prepared, owner._products, owner.Values, shifted);
            for (int row = shifted.Start; row < shifted.End; row++)
                owner._kernel.Compare(owner.Values.Row(row)[..count], owner._sizes[row], owner._sizes.AsSpan(0, count));
        }
    }

    private readonly struct Pulling(KernelMatrix<T> owner, Matrix<T> derivatives, int count, int first, Matrix<T> gradient) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            RowRange shifted = new(rows.Start + first, rows.End + first);
            for (int row = shifted.Start; row < shifted.End; row++)
            {
                Span<T> weights = derivatives.Row(row);
                weights[count..].Clear();
                owner._weightSums[row] = owner._kernel.Weigh(weights[..count], owner.Values.Row(row)[..count]);
            }

            Primitives.Multiply(derivatives, owner._sums, gradient, shifted);
            for (int row = shifted.Start; row < shifted.End; row++)
                owner._kernel.Derive(owner._prepared.Row(row), owner._sizes[row], owner._weightSums[row], gradient.Row(row));
        }
    }
}
