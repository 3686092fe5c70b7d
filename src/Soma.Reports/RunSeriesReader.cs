using Soma.Training;

namespace Soma.Reports;

/// <summary>Reads one run folder and notes all that is wrong with it.</summary>
internal static class RunSeriesReader
{
    private const string ExperimentFile = "experiment.json";
    private const string MetricsFile = "metrics.csv";

    /// <summary>The run; null if a problem was noted.</summary>
    public static RunSeries? Read(string folder, List<string> problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add($"There is no run folder '{folder}'. Give the folder that 'soma train' wrote to.");
            return null;
        }

        int before = problems.Count;
        string path = Path.Combine(folder, ExperimentFile);
        ExperimentText? experiment = Text(path, "so it is not the folder of a run", problems) is { } json ? ExperimentText.Parse(json, path, problems) : null;
        string metrics = Path.Combine(folder, MetricsFile);
        IReadOnlyList<EpochReport> epochs = Text(metrics, "so no epoch of this run has ended yet; let it finish one", problems) is { } csv
            ? MetricsText.Parse(csv, metrics, experiment?.Epochs ?? int.MaxValue, problems)
            : [];
        return experiment is null || problems.Count > before
            ? null
            : new(folder, experiment.Name, experiment.Source, experiment.Seed, experiment.Epochs, experiment.TrainAccuracy, experiment.Options, epochs);
    }

    private static string? Text(string path, string consequence, List<string> problems)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (FileNotFoundException)
        {
            problems.Add($"There is no file '{path}', {consequence}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{path}' cannot be read: {failure.Message}");
        }

        return null;
    }
}
