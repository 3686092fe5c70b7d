using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Draws that need no angles: a point of a disc gives a direction, and a pair of normal numbers (Marsaglia's polar method, 1964). The logarithm is our own, so that the bits are the same on every machine.</summary>
internal static class PlaneDraws
{
    /// <summary>A point of the unit circle, evenly.</summary>
    public static (double X, double Y) Direction(RandomStream random)
    {
        (double x, double y, double square) = OfDisc(random);
        double length = Math.Sqrt(square);
        return (x / length, y / length);
    }

    /// <summary>Two independent normal numbers of mean 0 and variance 1.</summary>
    public static (double X, double Y) Normal(RandomStream random)
    {
        (double x, double y, double square) = OfDisc(random);
        Span<double> logarithm = [square];
        Primitives.Map<double, Logarithm>(default, logarithm, logarithm);
        double factor = Math.Sqrt(-2 * logarithm[0] / square);
        return (factor * x, factor * y);
    }

    private static (double X, double Y, double Square) OfDisc(RandomStream random)
    {
        double x, y, square;
        do
        {
            (x, y) = (random.NextUniform(-1, 1), random.NextUniform(-1, 1));
            square = (x * x) + (y * y);
        }
        while (square is 0 or >= 1);
        return (x, y, square);
    }

    private readonly struct Logarithm : IFormula1<double>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, double> => LaneMath.Log<TLanes, double>(a);
    }
}
