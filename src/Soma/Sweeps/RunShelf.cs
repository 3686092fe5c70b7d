using Soma.Training;

namespace Soma.Sweeps;

/// <summary>
/// Runs that lie elsewhere, made by whoever: a sweep takes over those that are finished instead of making them again. They are found by what they compute, not by their names, and are only read.
/// </summary>
public sealed class RunShelf
{
    private readonly Dictionary<string, List<string>> _runs = [];
    private readonly List<string> _unusable = [];

    private RunShelf()
    {
    }

    /// <summary>How many runs were found.</summary>
    public int Count { get; private set; }

    /// <summary>Run folders that could not be read, each with the reason, as sentences for people.</summary>
    public IReadOnlyList<string> Unusable => _unusable;

    /// <summary>Looks for runs: in each folder, if it is a run's, else in those within it.</summary>
    /// <param name="folders">Folders; one that is not there holds nothing.</param>
    public static RunShelf Of(params IReadOnlyList<string> folders)
    {
        RunShelf shelf = new();
        foreach (string run in folders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).SelectMany(folder => RunSearch.Within(folder, shelf.PassOver)))
            shelf.Look(run);
        return shelf;
    }

    /// <summary>How a run of the same computation stands; a finished one if there is any.</summary>
    /// <param name="cell">What is wanted, with how many epochs.</param>
    /// <returns>Null if there is none that is finished or has diverged.</returns>
    internal CellResult? Find(SweepCell cell)
    {
        if (!_runs.TryGetValue(cell.Experiment.Identity, out List<string>? runs))
            return null;
        CellResult[] found = [.. runs.Select(run => new CellReader(run).Read(cell with { Folder = "" }) with { Cell = cell })];
        return found.FirstOrDefault(static result => result.State == CellState.Finished) ?? found.FirstOrDefault(static result => result.State == CellState.Diverged);
    }

    private void Look(string run)
    {
        try
        {
            Add(run);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ExperimentException)
        {
            PassOver(run, failure);
        }
    }

    private void PassOver(string folder, Exception failure) => _unusable.Add($"'{folder}' was passed over: {failure.Message}");

    private void Add(string run)
    {
        string path = Path.Combine(run, RunFiles.Experiment);
        string identity = ExperimentReader.Read(File.ReadAllText(path), path).Identity;
        if (!_runs.TryGetValue(identity, out List<string>? runs))
            _runs[identity] = runs = [];
        runs.Add(run);
        Count++;
    }
}
