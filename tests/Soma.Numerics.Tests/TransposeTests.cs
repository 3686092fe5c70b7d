using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class TransposeTests
{
    private static readonly int[] _sizes = [.. Enumerable.Range(1, 38), 63, 64, 65, 100];

    // Catches squares that overlap or are left out at the edge of a panel.
    [Fact]
    public void Every_shape_gives_the_values_of_the_plain_loop()
    {
        foreach (int outputs in _sizes)
        {
            foreach (int inputs in _sizes)
            {
                Check<float>(outputs, inputs, new RowRange(0, outputs));
                Check<double>(outputs, inputs, new RowRange(0, outputs));
            }
        }
    }

    // Shares that begin or end within a panel: the result begins as another matrix, so that a value outside the range shows.
    [Fact]
    public void Every_range_is_written_and_nothing_else()
    {
        for (int start = 0; start <= 70; start += 3)
        {
            for (int end = start; end <= 70; end++)
            {
                Check<float>(70, 41, new RowRange(start, end));
                Check<double>(70, 41, new RowRange(start, end));
            }
        }
    }

    // A copy that went through arithmetic would quieten a NaN or lose the sign of a zero.
    [Fact]
    public void Every_bit_is_copied() => Paths.Each(path =>
    {
        float signalling = BitConverter.Int32BitsToSingle(unchecked((int)0xFFA12345));
        PanelMatrix<float> source = new(9, 7);
        source.Storage.Fill(-0f);
        source[5, 3] = signalling;
        PanelMatrix<float> transposed = new(7, 9);
        Primitives.Transpose(source, transposed, new RowRange(0, 9));
        Bits.AssertEqual<float>([signalling, -0f], [transposed[3, 5], transposed[6, 8]], $"{path}");
    });

    [Fact]
    public void The_padding_stays_zero_whatever_the_source_is_padded_with() => Paths.Each(path =>
    {
        PanelMatrix<double> source = new(5, 3);
        source.Storage.Fill(1);
        PanelMatrix<double> transposed = new(3, 5);
        Primitives.Transpose(source, transposed, new RowRange(0, 5));
        Assert.Equal((path, 15.0), (path, Enumerable.Sum(transposed.Storage.ToArray())));
    });

    [Fact]
    public void Signals_go_down_through_the_transpose() => Paths.Each(path =>
    {
        PanelMatrix<double> weights = new(2, 3);
        weights.Import([1, 10, 100, 2, 4, 8]);
        PanelMatrix<double> transposed = new(3, 2);
        Primitives.Transpose(weights, transposed, new RowRange(0, 2));
        Matrix<double> errors = new(1, 2);
        errors.Import([3, -1]);
        Matrix<double> signals = new(1, 3);
        Primitives.Multiply(errors, transposed, signals, new RowRange(0, 1));
        Assert.Equal([1, 26, 292], signals.ToArray());
    });

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_all_shapes()
    {
        string message = Assert.Throws<ArgumentException>(
            () => Primitives.Transpose(new PanelMatrix<float>(5, 3), new PanelMatrix<float>(3, 4), new RowRange(0, 4))).Message;
        Assert.Contains("(5, 3) has shape (3, 5)", message, StringComparison.Ordinal);
        Assert.Contains("has shape (3, 4)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_is_not_there_and_a_matrix_onto_itself_are_refused()
    {
        PanelMatrix<float> square = new(4, 4);
        Assert.Contains("its own memory", Assert.Throws<ArgumentException>(() => Primitives.Transpose(square, square, new RowRange(0, 4))).Message, StringComparison.Ordinal);
        Assert.Contains("which has 4", Assert.Throws<ArgumentException>(() => Primitives.Transpose(square, new PanelMatrix<float>(4, 4), new RowRange(0, 5))).Message, StringComparison.Ordinal);
    }

    private static void Check<T>(int outputs, int inputs, RowRange range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)((outputs * 1000) + inputs));
        PanelMatrix<T> source = Numbers.Panels<T>(outputs, inputs, random);
        T[] before = Numbers.Array<T>(outputs * inputs, random);
        PanelMatrix<T> expected = new(inputs, outputs);
        expected.Import(before);
        Reference.Transpose(source, expected, range);
        PanelMatrix<T> actual = new(inputs, outputs);
        Paths.Each(path =>
        {
            actual.Import(before);
            Primitives.Transpose(source, actual, range);
            Bits.AssertEqual<T>(expected.Storage, actual.Storage, $"{path}, {typeof(T).Name}, {outputs}x{inputs}, {range}");
        });
    }
}
