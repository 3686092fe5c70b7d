using System.Globalization;
using Soma.Reports.Figures;
using Soma.Reports.Page;

namespace Soma.Reports;

/// <summary>The page of a report and the files of its figures. Equal runs give equal bytes.</summary>
/// <param name="Html">A page that needs nothing beside it: no network, no scripts, no other file.</param>
/// <param name="Files">The figures as SVG under <c>figures/</c>, and their numbers as CSV and Markdown under <c>tables/</c>.</param>
/// <param name="LeftOut">The figures that could not be drawn, with what to do to get them, a sentence each.</param>
public sealed record FigureReport(string Html, IReadOnlyList<ReportFile> Files, IReadOnlyList<string> LeftOut)
{
    private const string Figures = "figures/", Tables = "tables/";
    private const int MostRowsOfMarkdown = 500;

    /// <summary>Draws everything that the runs hold.</summary>
    /// <param name="content">What is known of them.</param>
    public static FigureReport Of(ReportContent content)
    {
        DrawnFigure[] figures = [.. FigureCatalog.All.Select(figure => new DrawnFigure(figure, figure.Draw(content)))];
        return new(
            ReportPage.Write(content, figures),
            [.. figures.SelectMany(static figure => figure.Outcome.Drawings.SelectMany((drawing, index) => FilesOf(figure.NameOf(index), drawing)))],
            [.. figures.Where(static figure => figure.Outcome.Drawings.Count == 0).Select(static figure => $"{figure.Figure.Title}: {figure.Outcome.Advice}")]);
    }

    /// <summary>Whether a path below the folder of a report is one that some report writes; where figures are written anew, such files of earlier ones go.</summary>
    /// <param name="path">For example "figures/results-2.svg".</param>
    internal static bool IsOwn(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path), place = path[..^Path.GetFileName(path).Length];
        return (place, Path.GetExtension(path)) is (Figures, ".svg") or (Tables, ".csv") or (Tables, ".md")
            && FigureCatalog.All.Any(figure => name == figure.Id || (name.StartsWith($"{figure.Id}-", StringComparison.Ordinal) && name[(figure.Id.Length + 1)..].All(char.IsAsciiDigit)));
    }

    private static IEnumerable<ReportFile> FilesOf(string name, Drawing drawing)
    {
        if (drawing.Picture is { } picture)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{Figures}{name}.svg"), SvgText.File(picture));
        yield return new($"{Tables}{name}.csv", drawing.Numbers.ToCsv());
        if (drawing.Numbers.Rows.Count <= MostRowsOfMarkdown)
            yield return new($"{Tables}{name}.md", drawing.Numbers.ToMarkdown());
    }
}

/// <summary>A file of a report.</summary>
/// <param name="Path">From the folder of the report, with slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record ReportFile(string Path, string Text);
