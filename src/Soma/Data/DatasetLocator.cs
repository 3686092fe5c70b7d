namespace Soma.Data;

/// <summary>
/// Finds the folder of a dataset. If a person named a folder, there or nowhere; else in SOMA_DATA, in <c>data/</c> beside the program or
/// above it, in <c>data/</c> of the current folder or above it, in the user's cache, and where the operating system's packages put it, in this order.
/// </summary>
/// <param name="places">Where this process stands.</param>
public sealed class DatasetLocator(DatasetPlaces places)
{
    /// <summary>Stands for the folder of a dataset that is built into the library.</summary>
    public const string BuiltIn = "(built in)";

    /// <summary>Looks for a dataset.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="namedFolder">The folder that a person named (<c>--data</c>), which holds the files or a folder of the dataset's name; null if none was named.</param>
    /// <returns>The folder that holds all files, or <see cref="BuiltIn"/> for a dataset without files.</returns>
    /// <exception cref="DataException">No place has all files; the message lists the places and what each lacks.</exception>
    public string Find(IDatasetSource source, string? namedFolder = null)
    {
        if (source.Files.Count == 0)
            return BuiltIn;
        IReadOnlyList<string> candidates = namedFolder is null ? [.. Candidates(source)] : Forms(namedFolder, source);
        if (candidates.FirstOrDefault(folder => Missing(source, folder).Count == 0) is { } found)
            return found;

        string lines = string.Join('\n', candidates.Select(folder => $"  - {folder}: {Lack(source, folder)}"));
        string wayOut = namedFolder is null
            ? $"Get it with: soma data fetch {source.Name}\nOr name the folder that holds it with --data DIR or {DatasetPlaces.Variable}."
            : $"Name the folder that holds it, or leave the folder away to look in the usual places.";
        throw new DataException($"The dataset '{source.Name}' was not found. Looked in:\n{lines}\n{wayOut}");
    }

    /// <summary>Where a fetched dataset is kept if no folder was named: the user's cache, or <c>data/</c> in the current folder for a user without one.</summary>
    /// <param name="source">The dataset.</param>
    public string FetchFolder(IDatasetSource source)
        => places.CacheFolder.Length > 0 ? CacheOf(source) : Path.Combine(places.CurrentFolder, "data", source.Name);

    /// <summary>The full path of a file or folder that a person brings: a relative one counts from the named folder, or else from the current one.</summary>
    /// <param name="path">As it was written.</param>
    /// <param name="namedFolder">The folder that a person named (<c>--data</c>); null if none was named.</param>
    internal string FullPath(string path, string? namedFolder)
        => Path.GetFullPath(path, namedFolder is null ? places.CurrentFolder : Path.GetFullPath(namedFolder, places.CurrentFolder));

    private IEnumerable<string> Candidates(IDatasetSource source)
    {
        IEnumerable<string> folders = places.FromEnvironment is { Length: > 0 } environment ? Forms(environment, source) : [];
        folders = folders.Concat(Upwards(places.ProgramFolder).Concat(Upwards(places.CurrentFolder)).Select(folder => Path.Combine(folder, "data", source.Name)));
        if (places.CacheFolder.Length > 0)
            folders = folders.Append(CacheOf(source));
        return folders.Concat(source.FurtherFolders).Distinct();
    }

    private string CacheOf(IDatasetSource source) => Path.Combine(Path.GetFullPath(places.CacheFolder, places.CurrentFolder), "soma", source.Name);

    private string[] Forms(string folder, IDatasetSource source)
    {
        string full = Path.GetFullPath(folder, places.CurrentFolder);
        return [full, Path.Combine(full, source.Name)];
    }

    private static IEnumerable<string> Upwards(string folder)
    {
        for (DirectoryInfo? place = new(Path.TrimEndingDirectorySeparator(folder)); place is not null; place = place.Parent)
            yield return place.FullName;
    }

    private static List<string> Missing(IDatasetSource source, string folder) => [.. source.Files.SelectMany(file => file.MissingIn(folder))];

    private static string Lack(IDatasetSource source, string folder)
    {
        if (!Directory.Exists(folder))
            return "no such folder";
        List<string> missing = Missing(source, folder);
        return missing.SequenceEqual(source.Files.Select(static file => file.Name)) ? "none of its files" : $"lacks {string.Join(", ", missing)}";
    }
}
