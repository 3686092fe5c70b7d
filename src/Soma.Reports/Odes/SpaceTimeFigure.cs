using System.Globalization;
using System.Xml.Linq;
using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>A field over space: true, learned and the difference, space across and time up.</summary>
internal static class SpaceTimeFigure
{
    private const double Height = 260;

    // More lines than these would not be seen.
    private const int MostLines = 130;

    /// <summary>Draws the first unseen trajectory.</summary>
    public static XElement Draw(LearnedTrajectories trajectories)
    {
        int outputs = trajectories.Times.Count, points = trajectories.System.Width;
        double[] truth = Values(outputs, output => trajectories.True(0, output)), learned = Values(outputs, output => trajectories.Learned(0, output));
        double[] difference = [.. learned.Zip(truth, static (a, b) => a - b)];
        double low = Math.Min(truth.Min(), learned.Min()), high = Math.Max(truth.Max(), learned.Max()), worst = Math.Max(difference.Max(Math.Abs), double.Epsilon);
        PixelPlace place = new(0, points * trajectories.System.Spacing, 0, trajectories.Times[^1]);
        return SvgPixelMaps.Draw(
            "A true and a learned wave over space and time, and the difference",
            [
                new("true", new("place"), new("time"), place, points, Shares(truth, low, high), ColourRamp.Sequential) { Ends = (Short(low), Short(high)) },
                new("learned", new("place"), new("time"), place, points, Shares(learned, low, high), ColourRamp.Sequential) { Ends = (Short(low), Short(high)) },
                new("learned − true", new("place"), new("time"), place, points, Shares(difference, -worst, worst), ColourRamp.Signed) { Ends = (Short(-worst), Short(worst)) },
            ],
            Height);
    }

    private delegate ReadOnlySpan<double> StateAt(int output);

    // The last time stands at the top.
    private static double[] Values(int outputs, StateAt state)
    {
        List<double> values = [];
        int apart = (outputs + MostLines - 1) / MostLines;
        for (int output = outputs - 1; output >= 0; output -= apart)
            values.AddRange(state(output));
        return [.. values];
    }

    private static double[] Shares(double[] values, double low, double high) => [.. values.Select(value => high > low ? (value - low) / (high - low) : 0.5)];

    private static string Short(double value) => value.ToString("G2", CultureInfo.InvariantCulture);
}
