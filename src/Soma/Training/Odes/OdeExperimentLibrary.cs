using System.Reflection;

namespace Soma.Training.Odes;

/// <summary>The experiments with vector fields that come with the library, by name: files under <c>papers/symplectic-adjoint-2021</c>, which travel inside the assembly.</summary>
public static class OdeExperimentLibrary
{
    private const string Folder = "odes/", Extension = ".json";

    private static readonly Assembly _assembly = typeof(OdeExperimentLibrary).Assembly;

    /// <summary>The names of all experiments, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. from resource in _assembly.GetManifestResourceNames()
           where resource.StartsWith(Folder, StringComparison.Ordinal)
           let name = resource[Folder.Length..^Extension.Length]
           orderby name
           select name,
    ];

    /// <summary>Reads an experiment by name, or from a file.</summary>
    /// <param name="nameOrPath">A name such as "spiral", or the path of a JSON file; a name wins.</param>
    /// <param name="overrides">Changes such as <c>solver.method=rk4</c>.</param>
    /// <exception cref="ExperimentException">There is none of that name, the file cannot be read, or something is wrong with the experiment.</exception>
    public static OdeExperiment Open(string nameOrPath, params IReadOnlyList<string> overrides) => OdeExperimentReader.Read(Text(nameOrPath), nameOrPath, overrides);

    private static string Text(string nameOrPath)
    {
        if (Names.Contains(nameOrPath))
        {
            using StreamReader reader = new(_assembly.GetManifestResourceStream(Folder + nameOrPath + Extension)!);
            return reader.ReadToEnd();
        }

        try
        {
            return File.ReadAllText(nameOrPath);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            string way = Suggestion.Nearest(nameOrPath, Names) is { } nearest ? $"Did you mean '{nearest}'?" : $"There are: {string.Join(", ", Names)}.";
            throw new ExperimentException(nameOrPath, [new("", $"There is neither an experiment nor a file of that name. {way}")]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ExperimentException(nameOrPath, [new("", $"The file cannot be read: {failure.Message}")]);
        }
    }
}
