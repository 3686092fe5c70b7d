using Soma.Training;

namespace Soma.Reports;

/// <summary>Reads one run folder and notes all that is wrong with it.</summary>
internal static class RunSeriesReader
{
    private const string ExperimentFile = "experiment.json";
    private const string MetricsFile = "metrics.csv";

    /// <summary>The run; null if a problem was noted, or if there is nothing to report.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="problems">Where to note what is wrong.</param>
    /// <param name="leaveOut">Told why a run that is whole has nothing to report: no epoch of it has ended, or it has none. If null, that is a problem.</param>
    public static RunSeries? Read(string folder, List<string> problems, Action<string>? leaveOut = null)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add($"There is no run folder '{folder}'. Give the folder that 'soma train' wrote to.");
            return null;
        }

        string path = Path.Combine(folder, ExperimentFile);
        if (!File.Exists(path))
        {
            problems.Add($"There is no file '{path}', nor is there a run in a folder below, so there is nothing to report. Give the folder that 'soma train' or 'soma sweep' wrote to.");
            return null;
        }

        int before = problems.Count;
        ExperimentText? experiment = Text(path, problems) is { } json ? ExperimentText.Parse(json, path, problems) : null;
        if (experiment is { IsOfField: true })
        {
            (leaveOut ?? problems.Add)($"'{folder}' holds the run of a vector field, which has no epochs to report on. Its figures lie in it; 'soma ode resume {folder}' draws them anew.");
            return null;
        }

        if (leaveOut is not null && problems.Count == before && EpochRows.AreNone(Path.Combine(folder, MetricsFile)))
        {
            leaveOut(RunEnding.Of(folder));
            return null;
        }

        IReadOnlyList<EpochReport> epochs = EpochRows.Read(Path.Combine(folder, MetricsFile), experiment?.Epochs ?? 0, problems);
        IReadOnlyList<AnglePoint> angles = AngleRows.Read(folder, epochs, problems);
        return experiment is null || problems.Count > before
            ? null
            : new(folder, experiment.Name, experiment.Source, experiment.Seed, experiment.Epochs, experiment.TrainAccuracy, experiment.Options, epochs)
            {
                Curve = experiment.Curve.Length > 0 ? experiment.Curve : experiment.Name,
                PublishedAngles = experiment.Angles.Length > 0 ? experiment.Angles : experiment.Name,
                Angles = angles,
                Machine = MachineText.Read(folder),
            };
    }

    private static string? Text(string path, List<string> problems)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{path}' cannot be read: {failure.Message}");
        }

        return null;
    }
}
