using Soma.Testing;

namespace Soma.Tests.Documentation;

/// <summary>A stale page fails the build.</summary>
public sealed class PageTests
{
    private const int MostLinesOfReadme = 150;

    [Fact]
    public void README_can_be_read_at_one_sitting() => Assert.InRange(Page("README.md").Lines.Count, 1, MostLinesOfReadme);

    // Whoever follows README to the letter must get what it promises.
    [Theory]
    [InlineData("dotnet run -c Release --project src/Soma.Cli -- train mnist")]
    [InlineData("dotnet test -c Release")]
    public void README_names_the_two_commands(string command) => Assert.Contains(Page("README.md").Blocks, block => block.Text.Any(line => line.StartsWith(command, StringComparison.Ordinal)));

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere()
    {
        string[] broken =
        [
            .. from page in MarkdownPage.All
               from link in page.Links
               where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal) && !Exists(page, link)
               select $"{page}: {link}",
        ];
        Assert.Empty(broken);
    }

    // If the reader of pages found nothing, the tests above would prove nothing.
    [Fact]
    public void Pages_links_and_headings_are_found()
    {
        Assert.Contains(MarkdownPage.All, static page => page.Name == "docs/glossary.md");
        Assert.Contains("LICENSE", Page("README.md").Links);
        Assert.Contains("mnist", Page("data/mnist/README.md").Anchors);
        Assert.Contains("soma bench", Page("README.md").InlineCode);
    }

    // A folder of somebody's machine means nothing on anybody else's.
    [Fact]
    public void No_page_names_a_home_folder() =>
        Assert.DoesNotContain(MarkdownPage.All, static page => page.Lines.Any(static line => line.Contains("/home/", StringComparison.Ordinal) || line.Contains("/root/", StringComparison.Ordinal)));

    private static MarkdownPage Page(string name) => MarkdownPage.All.Single(page => page.Name == name);

    private static bool Exists(MarkdownPage page, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? page.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, Uri.UnescapeDataString(parts[0])));
        if (!Path.Exists(target))
            return false;
        return parts.Length == 1 || MarkdownPage.All.FirstOrDefault(other => other.Path == target) is not { } known || known.Anchors.Contains(parts[1]);
    }
}
