using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Eight narrow normal distributions on a circle.</summary>
public sealed class EightGaussians() : Density("eight-gaussians", "eight normal distributions of width 0.25 on a circle of radius 2.5")
{
    private const double Radius = 2.5, Width = 0.25;

    private static readonly double _diagonal = Math.Sqrt(0.5);

    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random)
    {
        // Signs and a swap of axes reach all eight.
        bool isDiagonal = random.NextSign() > 0;
        double x = isDiagonal ? _diagonal * random.NextSign() : random.NextSign();
        double y = isDiagonal ? _diagonal * random.NextSign() : 0;
        if (!isDiagonal && random.NextSign() > 0)
            (x, y) = (y, x);
        (double noiseX, double noiseY) = PlaneDraws.Normal(random);
        return ((Radius * x) + (Width * noiseX), (Radius * y) + (Width * noiseY));
    }
}
