using Soma.Testing;

namespace Soma.Tests.Documentation;

/// <summary>The sweep files that docs/sweeps.md shows are the files that lie beside it, which other tests read and run.</summary>
public sealed class SweepSampleTests
{
    private const string Tag = "sample: ";

    [Fact]
    public void Each_sample_of_the_page_is_the_file_of_that_name()
    {
        FencedBlock[] blocks = [.. MarkdownPage.All.Single(static page => page.Name == "docs/sweeps.md").Blocks.Where(static block => block.Language == "json")];
        Assert.Equal(2, blocks.Length);
        Assert.All(blocks, static block =>
        {
            string name = block.Info[(block.Info.IndexOf(Tag, StringComparison.Ordinal) + Tag.Length)..].Trim();
            Assert.Equal(File.ReadAllLines(Path.Combine(Repository.Root, "docs/sweeps", name)), block.Text);
        });
    }
}
