namespace Soma.Tests.Golden;

/// <summary>
/// Where golden files lie: beside the tests, and in the folder that the environment variable SOMA_GOLDEN names, with the same layout, so that
/// further files can be checked with no change of code.
/// </summary>
internal static class GoldenFiles
{
    public const string Variable = "SOMA_GOLDEN";

    public static IReadOnlyList<IGoldenAlgorithm> Algorithms { get; } =
    [
        .. typeof(GoldenFiles).Assembly.GetTypes()
            .Where(static type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGoldenAlgorithm)))
            .Select(static type => (IGoldenAlgorithm)Activator.CreateInstance(type)!),
    ];

    public static IEnumerable<string> Roots()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "Golden");
        string? further = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(further))
            yield return further;
    }

    public static IEnumerable<string> FilesOf(string root, string folder) => Directory.Exists(Path.Combine(root, folder))
        ? Directory.EnumerateFiles(Path.Combine(root, folder), "*.safetensors").Order(StringComparer.Ordinal)
        : [];

    public static IEnumerable<string> FoldersOf(string root) => Directory.EnumerateDirectories(root)
        .Where(static folder => Directory.EnumerateFiles(folder, "*.safetensors").Any())
        .Select(static folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal);
}
