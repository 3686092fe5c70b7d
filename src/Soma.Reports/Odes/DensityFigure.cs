using System.Globalization;
using System.Xml.Linq;
using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>A density in the plane: counted from many draws, as the flow computes it, and counted from draws of the flow.</summary>
internal static class DensityFigure
{
    private const int Cells = 80, TrueDraws = 200_000, LearnedDraws = 20_000;
    private const double Reach = 4, Cell = 2 * Reach / Cells;
    private static readonly PixelPlace _place = new(-Reach, Reach, -Reach, Reach);

    /// <summary>Draws it.</summary>
    public static XElement Draw(LearnedDensity density)
    {
        double[] truth = new double[2 * TrueDraws], learned = new double[2 * LearnedDraws];
        density.DrawTrue(truth);
        density.DrawLearned(learned);
        double[] counted = Count(truth), computed = [.. density.Flow.LogDensity(Centres()).Select(static logarithm => double.IsNaN(logarithm) ? 0 : Math.Exp(logarithm))], drawn = Count(learned);

        // One scale for all, so that they can be compared; a single high peak of the flow may reach beyond it.
        double most = Math.Max(counted.Max(), double.Epsilon);
        return SvgPixelMaps.Draw(
            $"The density {density.Density.Name}: true, learned, and drawn from what was learned",
            [Map("true, counted", counted, most), Map("learned, exp log p", computed, most), Map("learned, counted", drawn, most)]);
    }

    private static PixelMap Map(string title, double[] densities, double most) => new(title, new("x"), new("y"), _place, Cells, [.. densities.Select(value => value / most)], ColourRamp.Sequential)
    {
        Ends = ("0", most.ToString("G2", CultureInfo.InvariantCulture)),
    };

    // Row by row from the top.
    private static double[] Centres()
    {
        double[] points = new double[2 * Cells * Cells];
        for (int index = 0; index < Cells * Cells; index++)
        {
            (int row, int column) = Math.DivRem(index, Cells);
            (points[2 * index], points[(2 * index) + 1]) = (-Reach + ((column + 0.5) * Cell), Reach - ((row + 0.5) * Cell));
        }

        return points;
    }

    private static double[] Count(double[] points)
    {
        double[] densities = new double[Cells * Cells];
        double each = 1 / (points.Length / 2 * Cell * Cell);
        for (int index = 0; index < points.Length; index += 2)
        {
            double column = Math.Floor((points[index] + Reach) / Cell), row = Math.Floor((Reach - points[index + 1]) / Cell);
            if (column is >= 0 and < Cells && row is >= 0 and < Cells)
                densities[((int)row * Cells) + (int)column] += each;
        }

        return densities;
    }
}
