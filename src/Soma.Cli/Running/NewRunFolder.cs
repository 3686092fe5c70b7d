namespace Soma.Cli.Running;

/// <summary>Whether a new run can be kept where it was asked for, said before any data is read and in the words of the command line.</summary>
internal static class NewRunFolder
{
    private const string Experiment = "experiment.json";

    /// <summary>Refuses a place that is taken.</summary>
    /// <param name="path">Where the run is to be kept.</param>
    /// <param name="resume">The command that goes on with a run there, for example "soma resume".</param>
    /// <exception cref="UsageException">A file, a folder of something else, or a run is there.</exception>
    public static void RequireFree(string path, string resume)
    {
        if (File.Exists(path))
            throw new UsageException($"'{path}' is a file, so a run cannot be kept there. Choose a folder with --out DIR.");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
            return;
        throw new UsageException(File.Exists(Path.Combine(path, Experiment))
            ? $"The output folder '{path}' holds a run already; nothing there was touched. Choose another with --out DIR, go on with that run with '{resume} {path}', or delete it and start anew with --overwrite."
            : $"The output folder '{path}' holds files that are not a run's; nothing there was touched. Choose a new or an empty one with --out DIR.");
    }
}
