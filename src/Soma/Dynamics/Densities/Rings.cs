using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Two rings around the same middle.</summary>
public sealed class Rings() : Density("rings", "two rings of radius 1.2 and 2.8 with noise of 0.12, the outer twice as likely")
{
    private const double Inner = 1.2, Outer = 2.8, Noise = 0.12;

    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random)
    {
        double radius = random.NextInt(3) == 0 ? Inner : Outer;
        (double x, double y) = PlaneDraws.Direction(random);
        (double noiseX, double noiseY) = PlaneDraws.Normal(random);
        return ((radius * x) + (Noise * noiseX), (radius * y) + (Noise * noiseY));
    }
}
