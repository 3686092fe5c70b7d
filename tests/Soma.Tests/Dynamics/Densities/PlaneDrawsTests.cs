using Soma.Dynamics.Densities;

namespace Soma.Tests.Dynamics.Densities;

public sealed class PlaneDrawsTests
{
    // Catches a series that is one term short, and digits lost in the doublings.
    [Fact]
    public void Turns_have_fifteen_digits_over_several_rounds()
    {
        for (int i = -4000; i <= 4000; i++)
        {
            double angle = i * 0.0021;
            (double sine, double cosine) = PlaneDraws.Turn(angle);
            Assert.Equal(Math.Sin(angle), sine, 5e-15);
            Assert.Equal(Math.Cos(angle), cosine, 5e-15);
        }

        Assert.Equal((0.0, 1.0), PlaneDraws.Turn(0));
    }

    // Pinned, for these bits go into every point of the pinwheel: catches a library's sine, or a product and a sum made one, on some machine.
    [Theory]
    [InlineData(1.0, 0.8414709848078965, 0.5403023058681397)]
    [InlineData(2.5, 0.5984721441039561, -0.8011436155469338)]
    public void Turns_have_the_same_bits_everywhere(double angle, double sine, double cosine) => Assert.Equal((sine, cosine), PlaneDraws.Turn(angle));
}
