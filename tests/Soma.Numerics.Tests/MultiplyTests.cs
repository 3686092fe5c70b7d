using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class MultiplyTests
{
    private const int Rows = 24;

    private static readonly int[] _outputs = [.. Enumerable.Range(1, 70), .. Enumerable.Range(250, 7), 500];
    private static readonly int[] _inputs = [.. Enumerable.Range(1, 40), 784];

    // Catches a lost or doubled column at the edge of a panel, another order of the sum, and a product rounded before it is added.
    [Fact]
    public void Every_shape_gives_the_bits_of_the_plain_loop()
    {
        foreach (int outputs in _outputs)
        {
            foreach (int inputs in _inputs)
            {
                int length = 1 + ((outputs + inputs) % 11);
                Check<float>(outputs, inputs, new RowRange(1, 1 + length));
                Check<double>(outputs, inputs, new RowRange(1, 1 + length));
            }
        }
    }

    // Catches a tile of rows that overlaps the next, and a start that is not honoured; the sentinels around the range catch a stray store.
    [Fact]
    public void Every_range_of_samples_gives_the_bits_of_the_plain_loop_and_leaves_the_others_alone()
    {
        foreach (int start in (int[])[0, 1, 3])
        {
            for (int length = 0; length <= 21; length++)
            {
                foreach (int outputs in (int[])[1, 16, 17, 33, 70])
                {
                    Check<float>(outputs, 7, new RowRange(start, start + length));
                    Check<double>(outputs, 7, new RowRange(start, start + length));
                }
            }
        }
    }

    [Fact]
    public void The_padding_of_the_result_stays_zero() => Paths.Each(path =>
    {
        RandomStream random = new(3);
        Matrix<float> y = new(5, 37);
        Primitives.Multiply(Numbers.Matrix<float>(5, 9, random), Numbers.Panels<float>(37, 9, random), y, new RowRange(0, 5));
        for (int row = 0; row < 5; row++)
            Bits.AssertEqual<float>(new float[y.Stride - 37], y.Block(new RowRange(row, row + 1))[37..], $"{path}, padding of row {row}");
    });

    [Fact]
    public void A_small_product_is_what_paper_and_pencil_give() => Paths.Each(path =>
    {
        Matrix<double> x = new(2, 3);
        x.Import([1, 2, 3, -1, 0, 0.5]);
        PanelMatrix<double> weights = new(2, 3);
        weights.Import([1, 10, 100, 2, 4, 8]);
        Matrix<double> y = new(2, 2);
        Primitives.Multiply(x, weights, y, new RowRange(0, 2));
        Assert.Equal([321, 34, 49, 2], y.ToArray());
    });

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_both_shapes()
    {
        Matrix<float> x = new(2, 4);
        PanelMatrix<float> weights = new(5, 3);
        Matrix<float> y = new(2, 6);
        string message = Assert.Throws<ArgumentException>(() => Primitives.Multiply(x, weights, y, new RowRange(0, 2))).Message;
        Assert.Contains("(5, 3)", message, StringComparison.Ordinal);
        Assert.Contains("4 and 6", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 3)]
    public void Rows_that_are_not_there_are_refused(int start, int end)
    {
        Matrix<float> x = new(2, 3);
        Matrix<float> y = new(2, 5);
        string message = Assert.Throws<ArgumentException>(() => Primitives.Multiply(x, new PanelMatrix<float>(5, 3), y, new RowRange(start, end))).Message;
        Assert.Contains($"Rows {start} to {end}", message, StringComparison.Ordinal);
        Assert.Contains("which has 2", message, StringComparison.Ordinal);
    }

    private static void Check<T>(int outputs, int inputs, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)((outputs * 1000) + inputs));
        Matrix<T> x = Numbers.Matrix<T>(Rows, inputs, random);
        PanelMatrix<T> weights = Numbers.Panels<T>(outputs, inputs, random);
        Matrix<T> expected = Sentinels<T>(outputs);
        Reference.Multiply(x, weights, expected, samples);
        Paths.Each(path =>
        {
            Matrix<T> actual = Sentinels<T>(outputs);
            Primitives.Multiply(x, weights, actual, samples);
            Bits.AssertEqual<T>(expected.Storage, actual.Storage, $"{path}, {typeof(T).Name}, {outputs}x{inputs}, {samples}");
        });
    }

    private static Matrix<T> Sentinels<T>(int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> matrix = new(Rows, outputs);
        for (int row = 0; row < Rows; row++)
            matrix.Row(row).Fill(T.CreateChecked(-12345));
        return matrix;
    }
}
