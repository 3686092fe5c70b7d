using Xunit;

namespace Soma.Reports.Tests;

public sealed class SampleSummaryTests
{
    // By hand: mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32. Divided by 8 instead of 7 the deviation would be 2.
    [Fact]
    public void The_deviation_divides_by_one_less_than_the_count()
    {
        SampleSummary summary = SampleSummary.Of(2, 4, 4, 4, 5, 5, 7, 9);
        Assert.Equal(8, summary.Count);
        Assert.Equal(5, summary.Mean);
        Assert.Equal(2.138089935299395, summary.StandardDeviation, 15);
        Assert.Equal((2, 9), (summary.Least, summary.Greatest));
    }

    // Final accuracies of three seeds, reckoned by hand: mean 97.61, deviations −0.06, 0.09, −0.03, so √(0.0126 / 2).
    [Fact]
    public void Three_seeds_have_a_band_of_one_deviation()
    {
        SampleSummary summary = SampleSummary.Of(97.55, 97.70, 97.58);
        Assert.Equal(97.61, summary.Mean, 12);
        Assert.Equal(0.0793725393319377, summary.StandardDeviation, 12);
        Assert.Equal(97.61 - 0.0793725393319377, summary.Low, 12);
        Assert.Equal(97.61 + 0.0793725393319377, summary.High, 12);
    }

    [Fact]
    public void Two_seeds_have_a_band_from_the_least_to_the_greatest()
    {
        SampleSummary summary = SampleSummary.Of(0.97, 0.95);
        Assert.Equal((0.95, 0.97), (summary.Low, summary.High));
        Assert.Equal(0.0141421356237310, summary.StandardDeviation, 12);
    }

    [Fact]
    public void A_single_seed_has_no_band_and_no_deviation()
    {
        SampleSummary summary = SampleSummary.Of(0.97);
        Assert.Equal((0.97, 0.97), (summary.Low, summary.High));
        Assert.True(double.IsNaN(summary.StandardDeviation));
    }

    // The difference of the squares would lose all digits here and give 0 or NaN.
    [Fact]
    public void Values_that_lie_close_together_keep_their_deviation() =>
        Assert.Equal(1, SampleSummary.Of(1e9 - 1, 1e9, 1e9 + 1).StandardDeviation, 6);
}
