using Soma.Cli.Reporting;

namespace Soma.Cli.Tests.Reporting;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.9, "0:59")]
    [InlineData(61, "1:01")]
    [InlineData(3600, "1:00:00")]
    [InlineData(100 * 3600, "100:00:00")]
    public void Durations_read_like_a_clock(double seconds, string expected) => Assert.Equal(expected, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        Assert.Equal("97.61 %", Wording.Percent(0.9761));
        Assert.Equal("41.2 %, 3.0 %", Wording.Percents([0.412, 0.03]));
        Assert.Equal("1 epoch", Wording.Count(1, "epoch"));
        Assert.Equal("5 epochs", Wording.Count(5, "epoch"));
    }
}
