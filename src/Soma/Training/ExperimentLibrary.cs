using System.Reflection;
using System.Text.Json;
using Soma.Training.Options;

namespace Soma.Training;

/// <summary>The experiments that come with the library, by name: the files under <c>papers/</c>, which travel inside the assembly.</summary>
public static class ExperimentLibrary
{
    private const string Folder = "papers/";

    private static readonly JsonDocumentOptions _lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Every experiment, in order of name.</summary>
    public static IReadOnlyList<LibraryEntry> All { get; } =
    [
        .. from resource in typeof(ExperimentLibrary).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Folder, StringComparison.Ordinal)
           let entry = Read(resource)
           orderby entry.Name
           select entry,
    ];

    /// <summary>Reads an experiment by name, or from a file.</summary>
    /// <param name="nameOrPath">A name such as "mnist", or the path of a JSON file; a name wins.</param>
    /// <param name="overrides">Changes such as <c>rule.nudge=0.5</c>.</param>
    /// <exception cref="ExperimentException">There is none of that name, the file cannot be read, or something is wrong with the experiment.</exception>
    public static Experiment Open(string nameOrPath, params IReadOnlyList<string> overrides) =>
        ExperimentReader.Read(Find(nameOrPath)?.Json ?? ReadFile(nameOrPath, nameOrPath), nameOrPath, overrides);

    /// <summary>The experiment of a name; null if there is none.</summary>
    internal static LibraryEntry? Find(string name) => All.FirstOrDefault(known => known.Name == name);

    /// <summary>The text of an experiment's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">What was asked for, which may have been meant as a name.</param>
    /// <exception cref="ExperimentException">It cannot be read.</exception>
    internal static string ReadFile(string path, string asked)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            string way = Suggestion.Nearest(asked, All.Select(static known => known.Name)) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"Experiments are: {string.Join(", ", All.Where(static known => known.Group.Length == 0).Select(static known => known.Name))}.";
            throw new ExperimentException(path, [new("", $"There is neither an experiment nor a file of that name. {way}")]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ExperimentException(path, [new("", $"The file cannot be read: {failure.Message}")]);
        }
    }

    private static LibraryEntry Read(string resource)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        string json = reader.ReadToEnd();
        using JsonDocument document = JsonDocument.Parse(json, _lenient);
        return new LibraryEntry(Text(document, "name"), Text(document, "title"), Text(document, "source"), resource.Replace('\\', '/'), json);
    }

    private static string Text(JsonDocument document, string key) =>
        document.RootElement.TryGetProperty(key, out JsonElement value) ? value.GetString() ?? "" : "";
}

/// <summary>An experiment that comes with the library.</summary>
/// <param name="Name">As given to <c>soma train</c>.</param>
/// <param name="Title">One line for people.</param>
/// <param name="Source">Where it was published, and with which result.</param>
/// <param name="Path">Its file in the repository, for example "papers/corinfomax-2023/mnist.json".</param>
/// <param name="Json">The text of the file.</param>
public sealed record LibraryEntry(string Name, string Title, string Source, string Path, string Json)
{
    // papers / the paper / the group / the file
    private const int GroupedDepth = 4;

    /// <summary>The folder within its paper, for example "table-7": variations that belong together. Empty for a main result.</summary>
    public string Group => Path.Split('/') is { Length: >= GroupedDepth } folders ? folders[^2] : "";

    /// <summary>The folder of its paper, for example "corinfomax-2023"; empty if it is of none.</summary>
    public string Paper => Path.Split('/') is { Length: >= GroupedDepth - 1 } folders ? folders[1] : "";

    /// <summary>The published result in numbers; null if there is none.</summary>
    public PublishedResult? Published => ExperimentReader.Read(Json, Name).Published;
}
