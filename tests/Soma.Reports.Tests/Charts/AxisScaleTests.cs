using Soma.Reports.Charts;
using Xunit;

namespace Soma.Reports.Tests.Charts;

public sealed class AxisScaleTests
{
    private static readonly ChartAxis _percent = new("%") { AtLeast = 0, AtMost = 100 };
    private static readonly ChartAxis _epochs = new("epoch") { From = 0, WholeNumbers = true };

    [Theory]
    [InlineData(93.71, 97.74, "93 94 95 96 97 98")]
    [InlineData(97.5, 97.74, "97.50 97.55 97.60 97.65 97.70 97.75")]
    [InlineData(9.8, 51.9, "0 10 20 30 40 50 60")]
    [InlineData(99.1, 100.3, "99.0 99.2 99.4 99.6 99.8 100.0")]
    [InlineData(-0.4, 0.9, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(97, 97, "96.4 96.6 96.8 97.0 97.2 97.4 97.6")]
    [InlineData(100, 100, "99.5 99.6 99.7 99.8 99.9 100.0")]
    public void A_scale_around_the_data_begins_and_ends_with_a_mark(double low, double high, string marks)
    {
        AxisScale scale = AxisScale.Around(_percent, low, high, 6);
        Assert.Equal(marks, string.Join(' ', scale.Marks.Select(static mark => mark.Label)));
        Assert.Equal((scale.Marks[0].Value, scale.Marks[^1].Value), (scale.Low, scale.High));
    }

    [Theory]
    [InlineData(1, "0 1")]
    [InlineData(5, "0 1 2 3 4 5")]
    [InlineData(23, "0 5 10 15 20")]
    [InlineData(50, "0 5 10 15 20 25 30 35 40 45 50")]
    [InlineData(1000, "0 100 200 300 400 500 600 700 800 900 1000")]
    public void Epochs_are_marked_at_whole_numbers_up_to_the_last(int last, string marks)
    {
        AxisScale scale = AxisScale.Exactly(_epochs, 1, last, 10);
        Assert.Equal(marks, string.Join(' ', scale.Marks.Select(static mark => mark.Label)));
        Assert.Equal((0, last), (scale.Low, scale.High));
    }

    // 0.1 + 0.2 must not be marked as 0.30000000000000004, nor a mark at the end be lost to rounding.
    [Fact]
    public void Marks_are_exact_decimals() =>
        Assert.Equal([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6], AxisScale.Around(new("x"), 0, 0.6, 6).Marks.Select(static mark => mark.Value));
}
