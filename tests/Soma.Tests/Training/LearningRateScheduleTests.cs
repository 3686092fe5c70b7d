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

    // Catches a power that is remembered from another piece, or from a later epoch.
    [Fact]
    public void The_order_of_asking_does_not_matter()
    {
        LearningRateSchedule schedule = new([new() { From = 0, Factor = 0.95 }, new() { From = 15, Factor = 0.9 }]);
        double[] forward = [.. Enumerable.Range(0, 30).Select(epoch => schedule.FactorAt(epoch))];
        double[] backward = [.. Enumerable.Range(0, 30).Reverse().Select(epoch => schedule.FactorAt(epoch))];
        Assert.Equal(forward, backward.Reverse());
    }

    [Fact]
    public void Steps_may_be_several_epochs_long()
    {
        LearningRateSchedule schedule = new([new() { From = 0, Factor = 0.5, Every = 15 }]);
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], new[] { 0, 14, 15, 29, 30 }.Select(epoch => schedule.FactorAt(epoch)));
    }

    [Fact]
    public void Steps_may_be_counted_in_minibatches()
    {
        LearningRateSchedule schedule = new([new() { From = 0, Factor = 0.5, Every = 250, Per = RateClock.Minibatch }]);
        Assert.Equal([1, 1, 0.5, 0.25], new[] { (0, 0), (2, 49), (2, 50), (5, 0) }.Select(place => schedule.FactorAt(place.Item1, place.Item2, minibatches: 100)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(60)]
    public void A_cosine_ends_at_its_factor_and_stays_there(int epoch)
    {
        LearningRateSchedule schedule = new([new() { From = 0, Factor = 0.1, Every = 40, Shape = RateShape.Cosine }]);
        double expected = 0.1 + (0.9 * (1 + Math.Cos(Math.PI * Math.Min(epoch, 40) / 40)) / 2);
        Assert.Equal(expected, schedule.FactorAt(epoch), 1e-14);
    }
}
