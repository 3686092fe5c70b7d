using System.Text.RegularExpressions;

namespace Soma.Testing;

/// <summary>A page of the repository, taken apart so that tests can hold it to the truth.</summary>
public sealed partial class MarkdownPage
{
    private MarkdownPage(string path)
    {
        Path = path;
        Name = System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        Lines = File.ReadAllLines(path);
        List<string> prose = [];
        List<FencedBlock> blocks = [];
        for (int line = 0; line < Lines.Count; line++)
        {
            if (Lines[line].TrimStart().StartsWith("```", StringComparison.Ordinal))
                blocks.Add(ReadBlock(ref line));
            else
                prose.Add(Lines[line]);
        }

        Blocks = blocks;
        Prose = string.Join('\n', prose);
    }

    /// <summary>Every page of the repository.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } = [.. Repository.Files("*.md").Select(static path => new MarkdownPage(path))];

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>From the root of the repository, with forward slashes.</summary>
    public string Name { get; }

    /// <summary>Every line.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The fenced blocks, in order.</summary>
    public IReadOnlyList<FencedBlock> Blocks { get; }

    /// <summary>All that lies outside of fenced blocks.</summary>
    public string Prose { get; }

    /// <summary>What stands between single backticks in the prose.</summary>
    public IEnumerable<string> InlineCode => Code().Matches(Prose).Select(static match => match.Groups["code"].Value);

    /// <summary>Targets of links and images, as written.</summary>
    public IEnumerable<string> Links => Link().Matches(Code().Replace(Prose, "code")).Select(static match => match.Groups["target"].Value);

    /// <summary>The names that links to a heading of this page use.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Prose).Select(static match => AnchorOf(match.Groups["text"].Value));

    public override string ToString() => Name;

    private static string AnchorOf(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    private FencedBlock ReadBlock(ref int line)
    {
        int first = line + 1;
        string info = Lines[line].TrimStart()[3..].Trim();
        List<string> text = [];
        for (line++; line < Lines.Count && !Lines[line].TrimStart().StartsWith("```", StringComparison.Ordinal); line++)
            text.Add(Lines[line]);
        return new FencedBlock(first, info, text);
    }

    [GeneratedRegex(@"(?<!`)`(?<code>[^`\n]+)`(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}

/// <summary>A fenced block.</summary>
/// <param name="Line">Number of its first fence, from 1.</param>
/// <param name="Info">What follows the fence, for example "csharp snippet: library".</param>
/// <param name="Text">The lines between the fences.</param>
public sealed record FencedBlock(int Line, string Info, IReadOnlyList<string> Text)
{
    /// <summary>The first word of <see cref="Info"/>.</summary>
    public string Language => Info.Split(' ')[0];
}
