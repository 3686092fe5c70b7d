using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// An image averaged down to few cells: of S rows, cell a of A takes those from ⌊aS/A⌋ to ⌈(a + 1)S/A⌉ − 1, columns likewise. Cells may overlap by a row where A does not divide S.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class AveragePool<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _channels, _rows, _columns, _cellRows, _cellColumns;

    /// <summary>As many cells as fit a number of values, nearly a square of them, at least one.</summary>
    /// <param name="shape">Its output is what is averaged.</param>
    /// <param name="values">Values at most; one cell may need more.</param>
    public AveragePool(BlockShape shape, int values)
    {
        int cells = Math.Max(1, values / shape.Channels);
        (_channels, _rows, _columns) = (shape.Channels, shape.Rows, shape.Columns);
        _cellColumns = shape.IsConvolution ? (int)Math.Sqrt(cells) : 1;
        _cellRows = shape.IsConvolution ? cells / _cellColumns : 1;
    }

    /// <summary>Values of an averaged image.</summary>
    public int Width => _channels * _cellRows * _cellColumns;

    /// <summary>Averages one image.</summary>
    /// <param name="image">A row per pixel, a column per channel.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="averages">Receives the cells, row by row and each with its channels.</param>
    public void Apply(Matrix<T> image, int sample, Span<T> averages)
    {
        averages.Clear();
        for (int cell = 0; cell < _cellRows * _cellColumns; cell++)
        {
            (RowRange rows, RowRange columns) = Window(cell);
            Span<T> average = averages.Slice(cell * _channels, _channels);
            T share = T.One / T.CreateChecked(rows.Count * columns.Count);
            for (int row = rows.Start; row < rows.End; row++)
            {
                for (int column = columns.Start; column < columns.End; column++)
                    Primitives.Map<T, Added>(new(share), average, image.Row(Pixel(sample, row, column)), average);
            }
        }
    }

    /// <summary>Sends errors back: each pixel gets its share of those of its cells.</summary>
    /// <param name="errors">Of the cells.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="image">Receives the errors of the image.</param>
    public void Return(ReadOnlySpan<T> errors, int sample, Matrix<T> image)
    {
        for (int pixel = Pixel(sample, 0, 0); pixel < Pixel(sample + 1, 0, 0); pixel++)
            image.Row(pixel).Clear();
        for (int cell = 0; cell < _cellRows * _cellColumns; cell++)
        {
            (RowRange rows, RowRange columns) = Window(cell);
            ReadOnlySpan<T> error = errors.Slice(cell * _channels, _channels);
            T share = T.One / T.CreateChecked(rows.Count * columns.Count);
            for (int row = rows.Start; row < rows.End; row++)
            {
                for (int column = columns.Start; column < columns.End; column++)
                    Primitives.Map<T, Added>(new(share), image.Row(Pixel(sample, row, column)), error, image.Row(Pixel(sample, row, column)));
            }
        }
    }

    private int Pixel(int sample, int row, int column) => (((sample * _rows) + row) * _columns) + column;

    private (RowRange Rows, RowRange Columns) Window(int cell) => (Range(cell / _cellColumns, _cellRows, _rows), Range(cell % _cellColumns, _cellColumns, _columns));

    private static RowRange Range(int cell, int cells, int size) => new(cell * size / cells, (((cell + 1) * size) + cells - 1) / cells);

    private readonly struct Added(T share) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes sum, TLanes value)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(share), value, sum);
    }
}
