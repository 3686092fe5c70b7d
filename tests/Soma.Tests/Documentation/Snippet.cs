using Soma.Testing;

namespace Soma.Tests.Documentation;

/// <summary>A piece of a sample between <c>// snippet: name</c> and <c>// end</c>, without the indentation that its lines share.</summary>
internal sealed record Snippet(string Name, string File, IReadOnlyList<string> Text)
{
    public const string Begin = "// snippet: ", End = "// end";

    public static IReadOnlyList<Snippet> All { get; } = [.. Repository.Files("*.cs", "samples").SelectMany(Of)];

    private static IEnumerable<Snippet> Of(string path)
    {
        string? name = null;
        List<string> text = [];
        foreach (string line in System.IO.File.ReadLines(path))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith(Begin, StringComparison.Ordinal))
            {
                name = name is null ? trimmed[Begin.Length..] : throw new InvalidDataException($"{path}: '{trimmed}' begins before the snippet '{name}' ends.");
                text = [];
            }
            else if (trimmed == End)
            {
                yield return new(name ?? throw new InvalidDataException($"{path}: a snippet ends that never began."), path, Trimmed(text));
                name = null;
            }
            else
            {
                text.Add(line);
            }
        }

        if (name is not null)
            throw new InvalidDataException($"{path}: the snippet '{name}' never ends.");
    }

    private static string[] Trimmed(List<string> text)
    {
        int indentation = text.Where(static line => line.Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        IEnumerable<string> lines = text.Select(line => line.Length > 0 ? line[indentation..] : line).SkipWhile(string.IsNullOrWhiteSpace);
        return [.. lines.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
    }
}
