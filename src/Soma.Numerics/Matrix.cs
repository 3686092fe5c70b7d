using System.Numerics;

namespace Soma.Numerics;

/// <summary>
/// A row-major matrix whose rows each begin on a cache line; for signals, one sample per row. Shape (rows, columns).
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class Matrix<T> : Tensor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    public Matrix(int rows, int columns)
        : base(rows, columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = StrideOf(columns);
        _buffer = new AlignedBuffer<T>(checked(rows * Stride));
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Values from the start of one row to the start of the next; at least <see cref="Columns"/>.</summary>
    public int Stride { get; }

    /// <inheritdoc/>
    public override Span<T> Storage => _buffer.Span;

    internal T* Pointer => _buffer.Pointer;

    /// <summary>The values of one row.</summary>
    /// <param name="row">Row number from 0.</param>
    public Span<T> Row(int row) => _buffer.Span.Slice(row * Stride, Columns);

    /// <summary>A run of rows with their padding, for elementwise work over whole samples.</summary>
    /// <param name="rows">Which rows.</param>
    public Span<T> Block(RowRange rows) => _buffer.Span[(rows.Start * Stride)..(rows.End * Stride)];

    /// <inheritdoc/>
    public override void Export(Span<T> destination)
    {
        RequireLength(destination.Length);
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(destination[(row * Columns)..]);
    }

    /// <inheritdoc/>
    public override void Import(ReadOnlySpan<T> source)
    {
        RequireLength(source.Length);
        for (int row = 0; row < Rows; row++)
            source.Slice(row * Columns, Columns).CopyTo(Row(row));
    }

    // Rows a multiple of 4096 bytes apart would compete for the same few sets of the first-level cache.
    private static int StrideOf(int columns)
    {
        int line = AlignedBuffer<T>.Alignment / sizeof(T);
        int stride = checked((columns + line - 1) / line * line);
        return stride * sizeof(T) % 4096 == 0 ? stride + line : stride;
    }
}
