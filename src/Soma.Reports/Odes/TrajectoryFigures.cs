using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>True and learned trajectories: in the phase plane and over time.</summary>
internal static class TrajectoryFigures
{
    private const int Shown = 3;

    // Past the last colour they begin again as dashed lines: true whole, learned dashed, in the same colour.
    private const int Dashed = 7;

    /// <summary>The figures of a run.</summary>
    public static IEnumerable<(string Name, string Svg)> Of(LearnedTrajectories trajectories)
    {
        if (trajectories.System.Spacing > 0)
            yield break;
        yield return ("phase.svg", SvgLineChart.Render(Phase(trajectories)));
        yield return ("trajectories.svg", SvgLineChart.Render(OverTime(trajectories)));
    }

    private static LineChart Phase(LearnedTrajectories trajectories) => new(
        "True and learned trajectories in the phase plane",
        new(trajectories.System.Variables[0]),
        new(trajectories.System.Variables[1]),
        [
            .. Enumerable.Range(0, Math.Min(Shown, trajectories.Count)).SelectMany(trajectory => new[]
            {
                Line($"true, unseen start {trajectory + 1}", trajectory, trajectories, output => trajectories.True(trajectory, output)[0], output => trajectories.True(trajectory, output)[1]),
                Line($"learned, unseen start {trajectory + 1}", trajectory + Dashed, trajectories, output => trajectories.Learned(trajectory, output)[0], output => trajectories.Learned(trajectory, output)[1]),
            }),
        ]);

    private static LineChart OverTime(LearnedTrajectories trajectories) => new(
        "A true and a learned trajectory over time",
        new("time") { From = 0 },
        new("state"),
        [
            .. trajectories.System.Variables.Index().SelectMany(variable => new[]
            {
                Line($"{variable.Item}, true", variable.Index, trajectories, output => trajectories.Times[output], output => trajectories.True(0, output)[variable.Index]),
                Line($"{variable.Item}, learned", variable.Index + Dashed, trajectories, output => trajectories.Times[output], output => trajectories.Learned(0, output)[variable.Index]),
            }),
        ]);

    private static ChartSeries Line(string label, int colour, LearnedTrajectories trajectories, Func<int, double> x, Func<int, double> y) => new(
        label,
        SeriesForm.Line,
        colour,
        [.. Enumerable.Range(0, trajectories.Times.Count).Select(output => new ChartPoint(x(output), y(output), y(output), y(output)))]);
}
