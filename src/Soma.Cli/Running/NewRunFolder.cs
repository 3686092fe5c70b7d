namespace Soma.Cli.Running;

/// <summary>Whether a new run can be kept where it was asked for, and what can be done where it cannot.</summary>
internal static class NewRunFolder
{
    private const string Experiment = "experiment.json";

    /// <summary>Refuses a place that is taken.</summary>
    /// <param name="path">Where the run is to be kept.</param>
    /// <param name="resume">The command that goes on with a run there, for example "soma resume".</param>
    /// <param name="overwrite">Whether a run there may be deleted.</param>
    /// <exception cref="UsageException">A file, a folder of something else, or a run that may not be deleted.</exception>
    public static void Require(string path, string resume, bool overwrite)
    {
        if (File.Exists(path))
            throw new UsageException($"'{path}' is a file, so a run cannot be kept there. Choose a folder with --out DIR.");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
            return;
        if (!File.Exists(Path.Combine(path, Experiment)))
            throw new UsageException($"The output folder '{path}' holds files that are not a run's; nothing there was touched. Choose a new or an empty one with --out DIR.");
        if (!overwrite)
        {
            throw new UsageException(
                $"The output folder '{path}' holds a run already; nothing there was touched. Choose another with --out DIR, "
                + $"go on with that run with '{resume} {path}', or delete it and start anew with --overwrite.");
        }
    }
}
