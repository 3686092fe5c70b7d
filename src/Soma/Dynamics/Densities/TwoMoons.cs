using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Two half circles that reach into each other, with a little noise.</summary>
public sealed class TwoMoons() : Density("two-moons", "two half circles that reach into each other, with noise of 0.15")
{
    private const double Radius = 1.6, Noise = 0.15;

    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random)
    {
        bool isUpper = random.NextSign() > 0;
        (double x, double y) = PlaneDraws.Direction(random);
        (double noiseX, double noiseY) = PlaneDraws.Normal(random);
        double side = isUpper ? 1 : -1;
        return ((Radius * (x - (side / 2))) + (Noise * noiseX), (Radius * side * (Math.Abs(y) - 0.25)) + (Noise * noiseY));
    }
}
