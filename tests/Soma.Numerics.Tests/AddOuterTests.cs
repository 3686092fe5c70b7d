using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class AddOuterTests
{
    private static readonly int[] _outputs = [.. Enumerable.Range(1, 70), .. Enumerable.Range(250, 7), 500];
    private static readonly int[] _inputs = [.. Enumerable.Range(1, 40), 784];

    // Catches a lost or doubled weight at an edge, samples summed in another order, and a decay applied before or after rounding.
    [Fact]
    public void Every_shape_gives_the_bits_of_the_plain_loop()
    {
        foreach (int outputs in _outputs)
        {
            foreach (int inputs in _inputs)
            {
                int samples = (outputs + inputs) % 11;
                Check<float>(outputs, inputs, samples, new RowRange(0, inputs));
                Check<double>(outputs, inputs, samples, new RowRange(0, inputs));
            }
        }
    }

    // The storage is compared as a whole, so that a weight changed outside the range shows.
    [Fact]
    public void Every_range_of_inputs_gives_the_bits_of_the_plain_loop_and_leaves_the_others_alone()
    {
        foreach (int start in (int[])[0, 1, 3])
        {
            for (int length = 0; length <= 21; length++)
            {
                foreach (int outputs in (int[])[1, 16, 17, 33, 70])
                {
                    Check<float>(outputs, 26, 5, new RowRange(start, start + length));
                    Check<double>(outputs, 26, 5, new RowRange(start, start + length));
                }
            }
        }
    }

    [Fact]
    public void Every_number_of_samples_gives_the_bits_of_the_plain_loop()
    {
        for (int samples = 0; samples <= 21; samples++)
        {
            Check<float>(33, 12, samples, new RowRange(0, 12));
            Check<double>(33, 12, samples, new RowRange(0, 12));
        }
    }

    [Fact]
    public void The_padding_of_the_weights_stays_zero() => Paths.Each(path =>
    {
        RandomStream random = new(4);
        PanelMatrix<float> weights = Numbers.Panels<float>(37, 6, random);
        Primitives.AddOuter(weights, 0.5f, 2f, Numbers.Matrix<float>(3, 37, random), Numbers.Matrix<float>(3, 6, random), 3, new RowRange(0, 6));
        float[] values = weights.ToArray();
        PanelMatrix<float> clean = new(37, 6);
        clean.Import(values);
        Bits.AssertEqual<float>(clean.Storage, weights.Storage, $"{path}");
    });

    [Fact]
    public void A_small_change_is_what_paper_and_pencil_give() => Paths.Each(path =>
    {
        PanelMatrix<double> weights = new(2, 2);
        weights.Import([1, 2, 3, 4]);
        Matrix<double> post = new(3, 2);
        post.Import([1, 10, 2, 20, 1000, 1000]);
        Matrix<double> pre = new(3, 2);
        pre.Import([3, 5, 7, 11, 1000, 1000]);

        // Only the first two samples: Σ post preᵀ = [[17, 27], [170, 270]].
        Primitives.AddOuter(weights, 0.5, 2, post, pre, 2, new RowRange(0, 2));
        Assert.Equal([34.5, 55, 341.5, 542], weights.ToArray());
    });

    // 0·NaN would be NaN: with no decay the old weights must not be read at all.
    [Fact]
    public void Weights_that_are_replaced_leave_nothing_behind() => Paths.Each(path =>
    {
        PanelMatrix<float> weights = new(2, 1);
        weights.Import([float.NaN, float.PositiveInfinity]);
        Matrix<float> post = new(1, 2);
        post.Import([3, 5]);
        Matrix<float> pre = new(1, 1);
        pre.Import([7]);
        Primitives.AddOuter(weights, 0f, 2f, post, pre, 1, new RowRange(0, 1));
        Bits.AssertEqual<float>([42, 70], weights.ToArray(), $"{path}");
    });

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_both_shapes()
    {
        PanelMatrix<float> weights = new(5, 3);
        string message = Assert.Throws<ArgumentException>(
            () => Primitives.AddOuter(weights, 1f, 1f, new Matrix<float>(2, 3), new Matrix<float>(2, 5), 2, new RowRange(0, 3))).Message;
        Assert.Contains("(5, 3)", message, StringComparison.Ordinal);
        Assert.Contains("5 and 3", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0, 3, "which has 2")]
    [InlineData(2, 0, 4, "which has 3")]
    [InlineData(2, -1, 2, "Rows -1 to 2")]
    [InlineData(-1, 0, 3, "Rows 0 to -1")]
    public void Samples_and_inputs_that_are_not_there_are_refused(int samples, int start, int end, string expected)
    {
        string message = Assert.Throws<ArgumentException>(
            () => Primitives.AddOuter(new PanelMatrix<float>(5, 3), 1f, 1f, new Matrix<float>(2, 5), new Matrix<float>(4, 3), samples, new RowRange(start, end))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static void Check<T>(int outputs, int inputs, int samples, RowRange range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Weights that do not decay go another way, and so do those that are replaced.
        Check(outputs, inputs, samples, range, decay: T.CreateChecked(0.9997));
        Check(outputs, inputs, samples, range, decay: T.One);
        Check(outputs, inputs, samples, range, decay: T.Zero);
    }

    private static void Check<T>(int outputs, int inputs, int samples, RowRange range, T decay)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)((outputs * 1000) + inputs));
        T[] before = Numbers.Array<T>(outputs * inputs, random);
        Matrix<T> post = Numbers.Matrix<T>(samples + 1, outputs, random);
        Matrix<T> pre = Numbers.Matrix<T>(samples + 1, inputs, random);
        T scale = T.CreateChecked(-0.0123);
        PanelMatrix<T> expected = new(outputs, inputs);
        expected.Import(before);
        Reference.AddOuter(expected, decay, scale, post, pre, samples, range);
        PanelMatrix<T> actual = new(outputs, inputs);
        Paths.Each(path =>
        {
            actual.Import(before);
            Primitives.AddOuter(actual, decay, scale, post, pre, samples, range);
            Bits.AssertEqual<T>(expected.Storage, actual.Storage, $"{path}, {typeof(T).Name}, {outputs}x{inputs}, {samples} samples, {range}");
        });
    }
}
