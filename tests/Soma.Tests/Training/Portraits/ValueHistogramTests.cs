using Soma.Training.Portraits;

namespace Soma.Tests.Training.Portraits;

public sealed class ValueHistogramTests
{
    // The greatest value belongs to the last bin, not to one beyond it.
    [Fact]
    public void Every_value_falls_into_a_bin()
    {
        ValueHistogram histogram = ValueHistogram.Of("w", [-1, 0, 0, 1, 3, double.NaN]);
        Assert.Equal((-1, 3, 5), (histogram.Low, histogram.High, histogram.Total));
        Assert.Equal((1, 1), (histogram.Counts[0], histogram.Counts[^1]));
        Assert.Equal(2, histogram.Counts[12]);
        Assert.Equal((0.6, 0.4, 0.2), (histogram.Mean, histogram.Zeros, histogram.Ones));
        Assert.Equal(Math.Sqrt(1.84), histogram.StandardDeviation, 12);
    }

    [Fact]
    public void Equal_values_are_one_bin() => Assert.Equal(4, ValueHistogram.Of("w", [2, 2, 2, 2]).Counts[0]);
}
