using System.Xml.Linq;
using Soma.Checkpoints;
using Soma.Reports.Page;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>Draws what the training of a field came to, in its run folder.</summary>
public static class OdeFigures
{
    /// <summary>Draws the figures of a run: <c>loss.svg</c>, and <c>trajectories.svg</c> or <c>density.svg</c>.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ReportException">The folder cannot be written, or has no row of metrics yet.</exception>
    /// <exception cref="Soma.Training.RunFolderException">The folder is missing, or not a run's.</exception>
    /// <exception cref="CheckpointException">It has no checkpoint that can be read.</exception>
    public static IReadOnlyList<string> Write(string folder)
    {
        OdeExperiment experiment = OdeRunFolder.ReadExperiment(folder);
        IReadOnlyList<OdeMetrics> rows = OdeMetrics.Read(Path.Combine(folder, "metrics.csv"));
        if (rows.Count == 0)
            throw new ReportException($"The run in '{folder}' has no row of metrics yet, so there is nothing to draw. Let it go on with 'soma ode resume {folder}'.");
        (string Path, string Text)[] files = [.. Draw(folder, experiment, rows).Select(file => (Path.Combine(folder, file.Name), SvgText.File(file.Picture)))];
        try
        {
            foreach ((string path, string text) in files)
                AtomicFile.WriteText(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The figures cannot be written to '{folder}': {failure.Message} Make room, or grant access.");
        }

        return [.. files.Select(static file => file.Path)];
    }

    private static IEnumerable<(string Name, XElement Picture)> Draw(string folder, OdeExperiment experiment, IReadOnlyList<OdeMetrics> rows)
    {
        yield return ("loss.svg", LossChart.Draw(rows, areSquares: experiment is TrajectoryExperiment));
        if (experiment is FlowExperiment)
        {
            yield return ("density.svg", DensityFigure.Draw(LearnedDensity.Of(folder)));
            yield break;
        }

        LearnedTrajectories trajectories = LearnedTrajectories.Of(folder);
        yield return ("trajectories.svg", trajectories.System.Spacing > 0 ? SpaceTimeFigure.Draw(trajectories) : TrajectoryFigure.Draw(trajectories));
    }
}
