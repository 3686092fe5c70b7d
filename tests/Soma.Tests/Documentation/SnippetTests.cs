using Soma.Testing;

namespace Soma.Tests.Documentation;

/// <summary>The C# that people read is the C# that is compiled, word for word.</summary>
public sealed class SnippetTests
{
    private const string Tag = "snippet: ";

    [Fact]
    public void Every_block_of_CSharp_is_quoted_from_a_sample()
    {
        Dictionary<string, Snippet> snippets = Snippet.All.ToDictionary(static snippet => snippet.Name);
        List<string> complaints = [];
        foreach ((MarkdownPage page, FencedBlock block) in Blocks())
        {
            string name = NameOf(block);
            if (name.Length == 0)
                complaints.Add($"{page}, line {block.Line}: the block has no '{Tag}name' after its language, so nothing compiles it.");
            else if (!snippets.TryGetValue(name, out Snippet? snippet))
                complaints.Add($"{page}, line {block.Line}: no sample has the snippet '{name}'.");
            else if (FirstDifference(block.Text, snippet.Text) is { } difference)
                complaints.Add($"{page}, line {block.Line}: {difference} Copy the snippet '{name}' from {snippet.File}.");
        }

        Assert.Empty(complaints);
    }

    // A snippet that no page quotes is a sample that nobody reads, or a name that a page misspells.
    [Fact]
    public void Every_snippet_is_quoted() => Assert.Empty(Snippet.All.Select(static snippet => snippet.Name).Except(Blocks().Select(static quote => NameOf(quote.Block))));

    [Fact]
    public void README_shows_twelve_lines_of_library_code()
    {
        FencedBlock block = Assert.Single(Blocks(), static quote => quote.Page.Name == "README.md").Block;
        Assert.Equal(12, block.Text.Count(static line => line.Length > 0));
    }

    private static IEnumerable<(MarkdownPage Page, FencedBlock Block)> Blocks() =>
        from page in MarkdownPage.All
        from block in page.Blocks
        where block.Language is "csharp" or "cs" or "c#"
        select (page, block);

    private static string NameOf(FencedBlock block) => block.Info.Contains(Tag, StringComparison.Ordinal) ? block.Info[(block.Info.IndexOf(Tag, StringComparison.Ordinal) + Tag.Length)..].Trim() : "";

    private static string? FirstDifference(IReadOnlyList<string> quoted, IReadOnlyList<string> compiled)
    {
        for (int line = 0; line < Math.Max(quoted.Count, compiled.Count); line++)
        {
            string read = quoted.ElementAtOrDefault(line) ?? "(nothing)", expected = compiled.ElementAtOrDefault(line) ?? "(nothing)";
            if (read != expected)
                return $"its line {line + 1} is '{read}', but the sample has '{expected}'.";
        }

        return null;
    }
}
