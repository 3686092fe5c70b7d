using System.Text.RegularExpressions;
using System.Xml.Linq;
using Soma.Reports.Figures;
using Soma.Testing;
using Xunit;

namespace Soma.Reports.Tests.Figures;

public sealed partial class FigureReportTests : IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_figure_is_drawn_when_the_runs_hold_what_it_needs()
    {
        FigureReport report = FigureReport.Of(SampleContent.Full(_folder));
        Assert.Empty(report.LeftOut);
        Assert.All(FigureCatalog.All, figure => Assert.Contains($"<section id=\"{figure.Id}\">", report.Html, StringComparison.Ordinal));
        Assert.All(FigureCatalog.All, figure => Assert.Contains(report.Files, file => file.Path == $"tables/{figure.Id}.csv"));
    }

    // Figures of one place would be told apart by their names only; of one name they would overwrite each other's files.
    [Fact]
    public void Figures_have_names_and_places_of_their_own()
    {
        Assert.Equal(FigureCatalog.All.Count, FigureCatalog.All.DistinctBy(static figure => figure.Id).Count());
        Assert.Equal(FigureCatalog.All.Count, FigureCatalog.All.DistinctBy(static figure => figure.Place).Count());
    }

    [Fact]
    public void What_cannot_be_drawn_is_said_with_the_way_to_get_it()
    {
        string run = RunFolders.Write(_folder, "toy", 0, [0.5, 0.75]);
        FigureReport report = FigureReport.Of(new ReportContent(RunGroup.Of(RunSeries.Read(run)), PublishedCurves.None, PublishedAngles.None));
        Assert.Contains(report.LeftOut, static reason => reason.Contains("information.watch=true", StringComparison.Ordinal));
        Assert.Contains(report.LeftOut, static reason => reason.StartsWith("Receptive fields:", StringComparison.Ordinal) && reason.Contains("--portraits", StringComparison.Ordinal));
        Assert.Contains("<section id=\"left-out\">", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Files, static file => file.Path.Contains("receptive-fields", StringComparison.Ordinal));
    }

    // An experiment may be called anything; a report must not run what its name says.
    [Fact]
    public void Odd_names_are_words_and_nothing_else()
    {
        const string Name = "<script>alert('x')</script> & \"quotes\" ]]>";
        FigureReport report = FigureReport.Of(SampleContent.Full(_folder, Name));
        Assert.DoesNotContain("<script>alert", report.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quotes&quot;", report.Html, StringComparison.Ordinal);
        XElement curves = XElement.Parse(Assert.Single(report.Files, static file => file.Path == "figures/learning-curves.svg").Text);
        Assert.Contains(curves.Descendants(), static element => element.Value.StartsWith(Name[..20], StringComparison.Ordinal));
        Assert.DoesNotContain(curves.Descendants(), static element => element.Name.LocalName == "script");
    }

    [Fact]
    public void The_page_needs_nothing_beside_it()
    {
        FigureReport report = FigureReport.Of(SampleContent.Full(_folder));
        string page = NamespaceAttribute().Replace(report.Html, "");
        Assert.DoesNotContain("http:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.All(Addresses().Matches(page), static match => Assert.True(match.Groups[1].Value.StartsWith('#') || match.Groups[1].Value.StartsWith("data:", StringComparison.Ordinal), match.Value));
    }

    // What Inkscape, rsvg and LaTeX do not know, or nobody can use on paper.
    [Fact]
    public void Figures_are_plain_images()
    {
        FigureReport report = FigureReport.Of(SampleContent.Full(_folder));
        ReportFile[] figures = [.. report.Files.Where(static file => file.Path.EndsWith(".svg", StringComparison.Ordinal))];
        Assert.Equal(FigureCatalog.All.Count - 1, figures.Length); // the results are a table only
        foreach (ReportFile figure in figures)
        {
            XElement image = XElement.Parse(figure.Text);
            Assert.DoesNotContain(image.Descendants(), static element => element.Name.LocalName is "foreignObject" or "style" or "script" || (string?)element.Attribute("class") is not null);
            Assert.DoesNotContain("var(", figure.Text, StringComparison.Ordinal);
            Assert.NotNull(image.Attribute("viewBox"));
            Assert.NotEmpty(image.Elements().First().Value);
        }
    }

    [Fact]
    public void The_order_of_seeds_changes_no_byte()
    {
        string[] runs = [.. new ulong[] { 0, 10, 20 }.Select(seed => SampleContent.Run(_folder, "toy", seed, 1, 5, epochs: 3))];
        FigureReport one = Report(runs), other = Report([.. runs.Reverse()]);
        Assert.Equal(one.Html, other.Html);
        Assert.Equal(one.Files, other.Files);
    }

    // Half of what is promised, without portraits: they have a budget of their own.
    [Fact]
    public void A_hundred_runs_of_fifty_epochs_make_a_light_page()
    {
        string[] runs = [.. from nudge in Enumerable.Range(1, 10) from seed in Enumerable.Range(0, 10) select SampleContent.Run(_folder, "toy", (ulong)seed, nudge, 5, epochs: 50)];
        Assert.InRange(Report(runs).Html.Length, 10_000, 2 * Megabyte);
    }

    [Fact]
    public void A_report_replaces_the_figures_of_an_earlier_one_and_nothing_else()
    {
        RunReport texts = new("<svg/>\n", "| ± |\n", "a,b\n");
        FigureReport many = FigureReport.Of(SampleContent.Full(_folder)), few = Report(SampleContent.Run(_folder, "other", 0, 1, 5, epochs: 2));
        string folder = _folder.Folder("report"), mine = Path.Combine(folder, "figures", "my-own.svg"), later = Path.Combine(folder, "tables", "confusion-notes.md");
        ReportFolder.Write(folder, texts, many);
        File.WriteAllText(mine, "mine");
        File.WriteAllText(later, "mine");
        Assert.True(File.Exists(Path.Combine(folder, "figures", "confusion.svg")));

        ReportFolder.Write(folder, texts, few, overwrite: true);
        Assert.False(File.Exists(Path.Combine(folder, "figures", "confusion.svg")));
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal("mine", File.ReadAllText(later));
        Assert.Equal(few.Html, File.ReadAllText(Path.Combine(folder, "report.html")));
    }

    private static FigureReport Report(params string[] runs) => FigureReport.Of(new ReportContent(RunGroup.Of(RunSeries.Read(runs)), PublishedCurves.None, PublishedAngles.None));

    [GeneratedRegex("xmlns(:xlink)?=\"[^\"]*\"")]
    private static partial Regex NamespaceAttribute();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Addresses();
}
