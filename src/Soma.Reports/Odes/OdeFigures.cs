using Soma.Checkpoints;
using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>Draws what the training of a field came to, in its run folder.</summary>
public static class OdeFigures
{
    /// <summary>Draws the figures of a run: <c>loss.svg</c>, and <c>trajectories.svg</c> or <c>density.svg</c>.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ReportException">The folder cannot be written, or has no row of metrics yet.</exception>
    public static IReadOnlyList<string> Write(string folder)
    {
        IReadOnlyList<OdeMetrics> rows = OdeMetrics.Read(Path.Combine(folder, "metrics.csv"));
        if (rows.Count == 0)
            throw new ReportException($"The run in '{folder}' has no row of metrics yet, so there is nothing to draw. Let it go on with 'soma ode resume {folder}'.");
        List<(string Name, string Svg)> files = [("loss.svg", SvgLineChart.Render(LossChart.Of(rows)))];
        if (OdeRunFolder.ReadExperiment(folder) is TrajectoryExperiment)
            files.AddRange(TrajectoryFigures.Of(LearnedTrajectories.Of(folder)));
        try
        {
            foreach ((string name, string svg) in files)
                AtomicFile.WriteText(Path.Combine(folder, name), svg);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The figures cannot be written to '{folder}': {failure.Message} Make room, or grant access.");
        }

        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }
}
