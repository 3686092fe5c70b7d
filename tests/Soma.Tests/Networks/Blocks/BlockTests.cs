using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Tests.Networks.Blocks;

/// <summary>The blocks against what they say of themselves, in plain loops.</summary>
public sealed class BlockTests
{
    [Theory]
    [InlineData(1024, 32)]
    [InlineData(512, 32)]
    [InlineData(21, 7)]
    [InlineData(12, 4)]
    [InlineData(13, 1)]
    public void The_natural_number_of_groups_is_near_the_root(int units, int groups) => Assert.Equal(groups, Grouping<float>.NaturalCount(units));

    // A window that is shifted, mirrored or wrapped around the border gives another image.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Windows_hold_the_neighbours_of_a_pixel_and_zeros_beyond_the_border(bool planes)
    {
        const int channels = 2, rows = 4, columns = 5, images = 3;
        Convolution<double> convolution = new(new BlockShape(channels, rows, columns, 7, IsConvolution: true), planes);
        Matrix<double> input = Random(images, channels * rows * columns), windows = new(2 * rows * columns, 9 * channels);
        convolution.Unfold(input, first: 1, new RowRange(0, 2 * rows * columns), windows);
        for (int row = 0; row < windows.Rows; row++)
        {
            (int image, int pixel) = Math.DivRem(row, rows * columns);
            for (int index = 0; index < 9 * channels; index++)
            {
                int y = (pixel / columns) + (index / channels / 3) - 1, x = (pixel % columns) + (index / channels % 3) - 1, channel = index % channels;
                bool inside = y >= 0 && y < rows && x >= 0 && x < columns;
                int place = planes ? (channel * rows * columns) + (y * columns) + x : (((y * columns) + x) * channels) + channel;
                Assert.Equal(inside ? input.Row(1 + image)[place] : 0, windows.Row(row)[index]);
            }
        }
    }

    // ⟨unfold(x), e⟩ = ⟨x, fold(e)⟩ for all x and e: one is the transpose of the other.
    [Fact]
    public void Folding_is_the_transpose_of_unfolding()
    {
        const int channels = 3, rows = 5, columns = 4, images = 2;
        Convolution<double> convolution = new(new BlockShape(channels, rows, columns, 7, IsConvolution: true), planes: false);
        RowRange all = new(0, images * rows * columns);
        Matrix<double> x = Random(images, channels * rows * columns), unfolded = new(all.Count, 9 * channels), e = Random(all.Count, 9 * channels), folded = new(images, channels * rows * columns);
        convolution.Unfold(x, 0, all, unfolded);
        convolution.Fold(e, 0, all, folded);
        Assert.Equal(Dot(unfolded, e), Dot(x, folded), 1e-12);
    }

    [Fact]
    public void Pooling_takes_the_largest_and_returns_to_the_first_of_equals()
    {
        BlockShape shape = new(1, 2, 5, 1, IsConvolution: true, Pools: true);
        MaxPool<double> pool = new(shape);
        Matrix<double> image = new(10, 1), pooled = new(2, 1), error = new(2, 1), returned = new(10, 1);
        image.Import([1, 4, 2, 3, 9, 4, 0, 3, -1, 9]);
        error.Import([10, 20]);
        pool.Apply(image, 0, pooled);
        Assert.Equal([4, 3], pooled.ToArray());
        pool.Return(error, image, pooled, 0, returned);
        Assert.Equal([0, 10, 0, 20, 0, 0, 0, 0, 0, 0], returned.ToArray());
    }

    [Fact]
    public void Averaging_cells_may_overlap_and_returns_what_it_took()
    {
        AveragePool<double> pool = new(new BlockShape(2, 5, 5, 2, IsConvolution: true), values: 9);
        Assert.Equal(8, pool.Width);
        Matrix<double> image = Random(25, 2), returned = new(25, 2);
        double[] averages = new double[8], errors = [.. Enumerable.Range(1, 8).Select(static value => (double)value)];
        pool.Apply(image, 0, averages);
        Assert.Equal(Enumerable.Range(0, 9).Average(index => image.Row((index / 3 * 5) + (index % 3))[0]), averages[0], 1e-14);
        pool.Return(errors, 0, returned);
        Assert.Equal(averages.Zip(errors, static (a, e) => a * e).Sum(), Dot(image, returned), 1e-12);
    }

    // Divisive normalization is the same for z, and for z times a large number but for the exponent: the scale goes with 1 − 2p.
    [Fact]
    public void Divisive_normalization_tames_scale()
    {
        Grouping<double> grouping = new(2, delta: 1e-9);
        DivisiveNormalization<double> normalization = new(grouping, exponent: 0.5);
        Matrix<double> small = Random(1, 8), large = new(1, 8);
        large.Import([.. small.ToArray().Select(static value => 1000 * value)]);
        foreach (Matrix<double> activity in (Matrix<double>[])[small, large])
        {
            double[] variances = new double[2], scratch = new double[10];
            grouping.Center(activity, new RowRange(0, 1), activity, variances, scratch.AsSpan(0, 8));
            normalization.Apply(activity, new RowRange(0, 1), variances, activity, scratch);
        }

        Assert.All(small.ToArray().Zip(large.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    public void Dropout_silences_its_share_and_keeps_the_mean(double probability)
    {
        Dropout<double> dropout = new(probability, keepsVariance: false);
        Matrix<double> kept = new(100, 2000);
        dropout.Draw(new RandomStream(1), 100, kept);
        double[] factors = kept.ToArray();
        double deviation = Math.Sqrt(probability * (1 - probability) / factors.Length);
        Assert.InRange(factors.Count(static factor => factor == 0) / (double)factors.Length, probability - (5 * deviation), probability + (5 * deviation));
        Assert.InRange(factors.Average(), 1 - (5 * deviation / (1 - probability)), 1 + (5 * deviation / (1 - probability)));
    }

    // Catches gaps that skip the first unit, or start anew in every row.
    [Fact]
    public void Dropout_may_silence_any_unit()
    {
        Dropout<double> dropout = new(0.5, keepsVariance: false);
        int[] silenced = new int[12];
        for (ulong seed = 0; seed < 200; seed++)
        {
            Matrix<double> kept = new(3, 4);
            dropout.Draw(new RandomStream(seed), 3, kept);
            for (int unit = 0; unit < silenced.Length; unit++)
                silenced[unit] += kept.ToArray()[unit] == 0 ? 1 : 0;
        }

        Assert.All(silenced, static count => Assert.InRange(count, 60, 140));
    }

    // What selu relies on: a layer of mean 0 and variance 1 stays one.
    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        Dropout<double> dropout = new(0.2, keepsVariance: true);
        Matrix<double> kept = new(100, 2000);
        dropout.Draw(new RandomStream(1), 100, kept);
        RandomStream random = new(2);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextUniform(-Math.Sqrt(3), Math.Sqrt(3)))];
        dropout.Apply(values, kept.ToArray());
        double mean = values.Average();
        Assert.InRange(mean, -0.02, 0.02);
        Assert.InRange(values.Average(value => (value - mean) * (value - mean)), 0.98, 1.02);
    }

    private static Matrix<double> Random(int rows, int columns)
    {
        RandomStream random = new(9);
        Matrix<double> matrix = new(rows, columns);
        matrix.Import([.. Enumerable.Range(0, rows * columns).Select(_ => random.NextUniform(-1, 1))]);
        return matrix;
    }

    private static double Dot(Matrix<double> a, Matrix<double> b) => a.ToArray().Zip(b.ToArray(), static (x, y) => x * y).Sum();
}
