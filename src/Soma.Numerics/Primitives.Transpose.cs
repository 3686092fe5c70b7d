using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>
    /// Copies Wᵀ, so that signals can go down through synapses, Wᵀe, as an ordinary <see cref="Multiply{T}"/>. The values are copied bit by bit.
    /// </summary>
    /// <param name="source">W, shape (outputs, inputs).</param>
    /// <param name="transposed">Receives Wᵀ, shape (inputs, outputs); not the memory of <paramref name="source"/>. Its padding stays as it is.</param>
    /// <param name="inputs">
    /// Which inputs of <paramref name="transposed"/>, the outputs of <paramref name="source"/>, are written; the others stay as they are. Whole
    /// panels of <see cref="PanelMatrix{T}.PanelWidth"/> are quickest.
    /// </param>
    /// <exception cref="ArgumentException">The shapes do not fit, or both are the same matrix.</exception>
    public static void Transpose<T>(PanelMatrix<T> source, PanelMatrix<T> transposed, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireTransposed(source, transposed);
        Shapes.RequireRows(inputs, transposed.Inputs, nameof(transposed));
        if (PrimitivePaths.Current == PrimitivePath.Scalar)
            TransposePanels<T, SingleValues>(source, transposed, inputs);
        else if (typeof(T) == typeof(float))
            TransposePanels<T, FourByFour>(source, transposed, inputs);
        else
            TransposePanels<T, TwoByTwo>(source, transposed, inputs);
        GC.KeepAlive(source);
        GC.KeepAlive(transposed);
    }

    // Where a panel of the source meets a panel of the result, both hold a square without gaps: a line is as long as a panel is wide.
    private static unsafe void TransposePanels<T, TSquare>(PanelMatrix<T> source, PanelMatrix<T> transposed, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSquare : struct, ISquare
    {
        int width = PanelMatrix<T>.PanelWidth;
        for (int start = inputs.Start; start < inputs.End;)
        {
            (int panel, int lane) = Math.DivRem(start, width);
            int end = Math.Min((panel + 1) * width, inputs.End);
            for (int line = 0; line < source.Inputs; line += width)
            {
                T* from = source.Pointer + ((nint)panel * source.PanelLength) + ((nint)line * width) + lane;
                T* to = transposed.Pointer + ((nint)(line / width) * transposed.PanelLength) + ((nint)start * width);
                TransposeBlock<T, TSquare>(from, to, width, Math.Min(width, source.Inputs - line), end - start);
            }

            start = end;
        }
    }

    // Squares as far as they go, and single values at both edges.
    private static unsafe void TransposeBlock<T, TSquare>(T* from, T* to, int step, int rows, int columns)
        where T : unmanaged
        where TSquare : struct, ISquare
    {
        int wholeRows = rows - (rows % TSquare.Side);
        int wholeColumns = columns - (columns % TSquare.Side);
        for (int row = 0; row < wholeRows; row += TSquare.Side)
        {
            for (int column = 0; column < wholeColumns; column += TSquare.Side)
                TSquare.Transpose(from + (row * step) + column, to + (column * step) + row, step);
            TransposeValues(from, to, step, new(row, row + TSquare.Side), new(wholeColumns, columns));
        }

        TransposeValues(from, to, step, new(wholeRows, rows), new(0, columns));
    }

    private static unsafe void TransposeValues<T>(T* from, T* to, int step, RowRange rows, RowRange columns)
        where T : unmanaged
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            for (int column = columns.Start; column < columns.End; column++)
                to[(column * step) + row] = from[(row * step) + column];
        }
    }

    /// <summary>A small square of values that is transposed at once.</summary>
    private unsafe interface ISquare
    {
        static abstract int Side { get; }

        static abstract void Transpose<T>(T* from, T* to, int step)
            where T : unmanaged;
    }

    private readonly unsafe struct SingleValues : ISquare
    {
        public static int Side => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<T>(T* from, T* to, int step)
            where T : unmanaged => *to = *from;
    }

    /// <summary>Doubles.</summary>
    private readonly unsafe struct TwoByTwo : ISquare
    {
        public static int Side => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<T>(T* from, T* to, int step)
            where T : unmanaged
        {
            Vector128<double> a = Vector128.Load((double*)from);
            Vector128<double> b = Vector128.Load((double*)from + step);
            Lower(a, b).Store((double*)to);
            Upper(a, b).Store((double*)to + step);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Lower(Vector128<double> a, Vector128<double> b) =>
            Vector128.ConditionalSelect(Vector128.Create(-1L, 0).AsDouble(), a, Vector128.Shuffle(b, Vector128.Create(0L, 0)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<double> Upper(Vector128<double> a, Vector128<double> b) =>
            Vector128.ConditionalSelect(Vector128.Create(-1L, 0).AsDouble(), Vector128.Shuffle(a, Vector128.Create(1L, 1)), b);
    }

    /// <summary>Floats: squares of two by two change places, then the values within each.</summary>
    private readonly unsafe struct FourByFour : ISquare
    {
        public static int Side => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<T>(T* from, T* to, int step)
            where T : unmanaged
        {
            Vector128<double> a = Vector128.Load((float*)from).AsDouble();
            Vector128<double> b = Vector128.Load((float*)from + step).AsDouble();
            Vector128<double> c = Vector128.Load((float*)from + (2 * step)).AsDouble();
            Vector128<double> d = Vector128.Load((float*)from + (3 * step)).AsDouble();
            StorePair(TwoByTwo.Lower(a, c), TwoByTwo.Lower(b, d), (float*)to, step);
            StorePair(TwoByTwo.Upper(a, c), TwoByTwo.Upper(b, d), (float*)to + (2 * step), step);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void StorePair(Vector128<double> pairs, Vector128<double> otherPairs, float* to, int step)
        {
            Vector128<float> x = pairs.AsSingle();
            Vector128<float> y = otherPairs.AsSingle();
            Vector128<float> even = Vector128.Create(-1, 0, -1, 0).AsSingle();
            Vector128.ConditionalSelect(even, x, Vector128.Shuffle(y, Vector128.Create(0, 0, 2, 2))).Store(to);
            Vector128.ConditionalSelect(even, Vector128.Shuffle(x, Vector128.Create(1, 1, 3, 3)), y).Store(to + step);
        }
    }
}
