using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Finds run folders by what a person would name: the folders themselves, the folder of a sweep, or all that a shell finds in it.</summary>
public static class RunSearch
{
    // runs / a paper / a table / the run, and one to spare.
    private const int Deepest = 5;

    /// <summary>
    /// Run folders, in the order of the paths, those inside a folder that is none in ordinal order, each once. The tables of sweeps are passed over if there is anything else; any other path without a run stays, for whoever
    /// reads it to say what is wrong with it.
    /// </summary>
    /// <param name="paths">Run folders, folders of them, and what lies beside them.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IReadOnlyList<string> In(params IReadOnlyList<string> paths)
    {
        IEnumerable<string> places = paths.All(IsTable) ? paths : paths.Where(static path => !IsTable(path));
        return [.. places.SelectMany(static path => Within(path).DefaultIfEmpty(path)).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];
    }

    /// <summary>The run folders at and below a folder, in ordinal order.</summary>
    /// <param name="folder">Where to look; one that is not there holds nothing.</param>
    /// <param name="passOver">Told of folders that cannot be read; if null, they throw.</param>
    internal static IEnumerable<string> Within(string folder, Action<string, Exception>? passOver = null) => Within(folder, Deepest, passOver);

    private static IEnumerable<string> Within(string folder, int depth, Action<string, Exception>? passOver)
    {
        if (File.Exists(Path.Combine(folder, RunFiles.Experiment)))
            return [folder];
        return depth > 0 && Directory.Exists(folder) ? FoldersIn(folder, passOver).SelectMany(inner => Within(inner, depth - 1, passOver)) : [];
    }

    private static IEnumerable<string> FoldersIn(string folder, Action<string, Exception>? passOver)
    {
        try
        {
            return Directory.GetDirectories(folder).Order(StringComparer.Ordinal);
        }
        catch (Exception failure) when (passOver is not null && failure is (IOException or UnauthorizedAccessException))
        {
            passOver(folder, failure);
            return [];
        }
    }

    private static bool IsTable(string path) => Path.GetFileName(path) is SweepTable.CsvFile or SweepTable.MarkdownFile && File.Exists(path);
}
