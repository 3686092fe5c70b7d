using System.Xml.Linq;
using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>True and learned trajectories of a few variables: in the phase plane and over time.</summary>
internal static class TrajectoryFigure
{
    private const int Shown = 3;
    private const double Height = 280;

    /// <summary>Draws unseen trajectories in the plane of the first two variables, and the first of them over time.</summary>
    public static XElement Draw(LearnedTrajectories trajectories) => PlotGrid.Draw(
        "True and learned trajectories from starts that were never learned from",
        [
            new(
                "phase plane",
                new(trajectories.System.Variables[0]),
                new(trajectories.System.Variables[1]),
                [.. Enumerable.Range(0, Math.Min(Shown, trajectories.Count)).SelectMany(trajectory => Pair(trajectories, trajectory, output => trajectories.True(trajectory, output)[0], output => trajectories.Learned(trajectory, output)[0], 1, "learned", trajectory))]),
            new(
                "the first of them over time",
                new("time") { From = 0 },
                new("state"),
                [.. trajectories.System.Variables.Index().SelectMany(variable => Pair(trajectories, 0, output => trajectories.Times[output], output => trajectories.Times[output], variable.Index, $"{variable.Item}, learned", variable.Index))]),
        ],
        columns: 2,
        Height);

    // True ones are grey and lie below, so that one sees where the learned one leaves them.
    private static IEnumerable<PlotSeries> Pair(LearnedTrajectories trajectories, int trajectory, Func<int, double> trueX, Func<int, double> learnedX, int variable, string label, int style)
    {
        yield return new("true", SeriesLook.Line, 0, Points(trajectories, trueX, output => trajectories.True(trajectory, output)[variable])) { IsFaint = true };
        yield return new(label, SeriesLook.Line, style, Points(trajectories, learnedX, output => trajectories.Learned(trajectory, output)[variable])) { IsDashed = true };
    }

    private static IReadOnlyList<ChartPoint> Points(LearnedTrajectories trajectories, Func<int, double> x, Func<int, double> y) =>
        [.. Enumerable.Range(0, trajectories.Times.Count).Select(output => new ChartPoint(x(output), y(output), y(output), y(output)))];
}
