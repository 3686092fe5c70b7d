namespace Soma.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    // What builds, runs and version control leave behind is not the project's own.
    private static readonly string[] _foreign = ["bin", "obj", "runs", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder that holds Soma.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder of the repository.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every file of the project with a pattern such as <c>*.md</c> below a folder, in order of path.</summary>
    public static IEnumerable<string> Files(string pattern, string folder = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(static path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(IsForeign))
            .Order(StringComparer.Ordinal);

    private static bool IsForeign(string part) => _foreign.Contains(part) || (part.StartsWith('.') && part != ".ci");

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Soma.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Soma.slnx.");
    }
}
