using Soma.Dynamics;

namespace Soma.Tests.Dynamics;

public sealed class SomaticIntegratorTests
{
    // The other witness is the platform's exponential; the halving and doubling must not lose digits at either end.
    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.01)]
    [InlineData(0.25)]
    [InlineData(0.2500001)]
    [InlineData(1.0)]
    [InlineData(4.15)]
    [InlineData(30.0)]
    [InlineData(1e4)]
    public void The_share_of_the_gap_closed_is_one_minus_the_exponential(double z)
    {
        // For small z the difference 1 − e^(−z) has lost digits, and z − z²/2 is the better witness.
        double expected = z < 1e-6 ? z - (z * z / 2) : 1 - Math.Exp(-z);
        Assert.Equal(expected, SomaticIntegration.ShareOfGapClosed(z), 1e-13 * Math.Max(expected, z < 1e-6 ? 0 : 1e-3));
    }

    [Fact]
    public void Euler_takes_the_step_as_it_is() => Assert.Equal(0.3, SomaticIntegrator.Euler.EffectiveStep(0.3, 13.8));

    // Beyond 2/a Euler diverges; the exact step never goes beyond 1/a, which is all the way.
    [Fact]
    public void The_exponential_integrator_never_overshoots()
    {
        foreach (double step in (double[])[0.001, 0.05, 0.15, 0.3, 10])
            Assert.InRange(SomaticIntegrator.Exponential.EffectiveStep(step, 13.8) * 13.8, 0, 1);
        Assert.Equal(0.001, SomaticIntegrator.Exponential.EffectiveStep(0.001, 1e-6), 1e-11);
    }
}
