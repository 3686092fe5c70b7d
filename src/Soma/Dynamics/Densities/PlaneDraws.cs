using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>Draws that need no angles: a point of a disc gives a direction, and a pair of normal numbers (Marsaglia's polar method, 1964). Logarithm, sine and cosine are our own, so that the bits are the same on every machine.</summary>
internal static class PlaneDraws
{
    private const int Doublings = 6, Terms = 6;

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

    /// <summary>Sine and cosine, to 15 digits or so for a few turns: the series of a small angle, which is then doubled.</summary>
    public static (double Sine, double Cosine) Turn(double angle)
    {
        double small = angle / (1 << Doublings), square = small * small, sine = 1, lack = 1;
        for (int term = Terms; term > 0; term--)
        {
            sine = 1 - (square / (2 * term * ((2 * term) + 1)) * sine);
            lack = 1 - (square / (((2 * term) + 1) * ((2 * term) + 2)) * lack);
        }

        // 1 − cos instead of the cosine, which would lose the digits that the doubling needs.
        (sine, lack) = (small * sine, square / 2 * lack);
        for (int doubling = 0; doubling < Doublings; doubling++)
            (sine, lack) = (2 * sine * (1 - lack), 2 * lack * (2 - lack));
        return (sine, 1 - lack);
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
