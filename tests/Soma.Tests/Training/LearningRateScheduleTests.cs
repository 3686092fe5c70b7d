using Soma.Training;

namespace Soma.Tests.Training;

public sealed class LearningRateScheduleTests
{
    // Catches an exponent that starts again with the piece, and a border off by one.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.95)]
    [InlineData(14, 0.48767497911552955)]
    [InlineData(15, 0.20589113209464907)]
    [InlineData(49, 0.005726416897022355)]
    public void The_published_schedule_jumps_at_epoch_15(int epoch, double factor)
    {
        LearningRateSchedule schedule = new([new() { From = 0, Factor = 0.95 }, new() { From = 15, Factor = 0.9 }]);
        Assert.Equal(factor, schedule.FactorAt(epoch), 14);
    }

    [Fact]
    public void Without_pieces_the_rates_stay() => Assert.Equal(1, new LearningRateSchedule([]).FactorAt(30));
}
