using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetTests
{
    private static readonly Dataset _data = new("two", 4, 2, new byte[] { 0, 51, 102, 255, 255, 0, 0, 51 }, new byte[] { 1, 0 });

    [Fact]
    public void Bytes_become_values_from_0_to_1()
    {
        Batch<double> batch = Fill<double>(_data, 0, 1, 0);
        Assert.Equal([0, 0.2, 0.4, 1], batch.Inputs.Row(2).ToArray());
        Assert.Equal([1, 0, 0, 0.2], batch.Inputs.Row(1).ToArray());
        Assert.Equal([1, 0, 1], batch.Labels.ToArray());
    }

    // Single precision is the double rounded once, not a product of rounded factors.
    [Fact]
    public void Single_precision_is_the_nearest_to_the_true_value()
    {
        Dataset all = new("all", 256, 1, Enumerable.Range(0, 256).Select(static i => (byte)i).ToArray(), new byte[1]);
        Assert.Equal(Enumerable.Range(0, 256).Select(static i => (float)(i / 255.0)), Fill<float>(all, 0).Inputs.Row(0).ToArray());
    }

    [Fact]
    public void Each_plane_has_its_own_mean_and_deviation()
    {
        Dataset normalized = new("two", 4, 2, _data.Samples, _data.Labels) { Normalization = new Normalization([0.2, 0.4], [0.1, 0.3]) };
        double[] expected = [(0 - 0.2) / 0.1, (0.2 - 0.2) / 0.1, (0.4 - 0.4) / 0.3, (1 - 0.4) / 0.3];
        Assert.Equal(expected, Fill<double>(normalized, 0).Inputs.Row(0).ToArray(), static (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // The table of values is kept per type: asking in both must not mix them up.
    [Fact]
    public void Both_precisions_can_be_asked_of_one_dataset()
    {
        Assert.Equal(0.2f, Fill<float>(_data, 0).Inputs.Row(0)[1]);
        Assert.Equal(0.2, Fill<double>(_data, 0).Inputs.Row(0)[1]);
        Assert.Equal(0.4f, Fill<float>(_data, 0).Inputs.Row(0)[2]);
    }

    [Fact]
    public void A_normalization_that_divides_by_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Normalization([0], [0]));
        Assert.Throws<ArgumentException>(() => new Normalization([0], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new Normalization([double.PositiveInfinity], [1]));
        Assert.Throws<ArgumentException>(() => new Normalization([0, 0], [1]));
        Assert.Throws<ArgumentException>(() => new Normalization([], []));
    }

    [Fact]
    public void The_first_samples_keep_labels_and_normalization()
    {
        Normalization normalization = new([0.5], [0.5]);
        Dataset first = new Dataset("two", 4, 2, _data.Samples, _data.Labels) { Normalization = normalization }.Take(1);
        Assert.Equal((1, normalization), (first.Count, first.Normalization));
        Assert.Equal([0, 51, 102, 255], first.Samples.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => _data.Take(3));
    }

    [Fact]
    public void Samples_and_labels_must_belong_together()
    {
        Assert.Contains("8 bytes", Assert.Throws<ArgumentException>(() => new Dataset("x", 4, 2, new byte[9], new byte[2])).Message, StringComparison.Ordinal);
        Assert.Contains("label 2 at index 1", Assert.Throws<ArgumentException>(() => new Dataset("x", 1, 2, new byte[2], new byte[] { 0, 2 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_another_width_is_refused_with_both_widths()
    {
        string message = Assert.Throws<ArgumentException>(() => _data.Fill([0], new Batch<float>(1, 5, 2))).Message;
        Assert.Contains("4 features", message, StringComparison.Ordinal);
        Assert.Contains("room for 5", message, StringComparison.Ordinal);
    }

    private static Batch<T> Fill<T>(Dataset data, params int[] samples)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Batch<T> batch = new(samples.Length, data.Features, data.Classes);
        data.Fill(samples, batch);
        return batch;
    }
}
