using System.Text.RegularExpressions;

namespace Soma.Tests.Layering;

/// <summary>The sources under src/, as text without comments.</summary>
internal static partial class SourceTree
{
    /// <summary>src/ of the repository that this test was built from.</summary>
    public static string Root { get; } = Path.Combine(FindRepository(), "src");

    /// <summary>Every C# file below a folder of src/.</summary>
    public static IEnumerable<SourceFile> Under(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
            string[] parts = relative.Split('/');
            if (!parts.Contains("bin") && !parts.Contains("obj"))
                yield return new SourceFile(relative, Comment().Replace(File.ReadAllText(path), string.Empty));
        }
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Soma.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Soma.slnx.");
    }

    // A whole-line comment, or what follows a statement; the slashes of an address in a string have a colon before them.
    [GeneratedRegex(@"(?<!:)//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}

/// <summary>A source file.</summary>
/// <param name="Path">From src/, with forward slashes.</param>
/// <param name="Code">Its text without comments.</param>
internal sealed record SourceFile(string Path, string Code);
