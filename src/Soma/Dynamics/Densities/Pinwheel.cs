using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Five arms, bent the more the farther out.</summary>
public sealed class Pinwheel() : Density("pinwheel", "five arms, bent the more the farther out they reach")
{
    private const int Arms = 5;
    private const double Reach = 1.7, Spread = 0.4, Thickness = 0.12, Bend = 0.6;

    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random)
    {
        int arm = random.NextInt(Arms);
        (double along, double across) = PlaneDraws.Normal(random);
        (double out0, double side) = (Reach + (Spread * along), Thickness * across);
        (double sine, double cosine) = PlaneDraws.Turn((Math.Tau * arm / Arms) + (Bend * out0));
        return ((out0 * cosine) - (side * sine), (out0 * sine) + (side * cosine));
    }
}
