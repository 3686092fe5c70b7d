using System.Globalization;
using System.Reflection;
using System.Text;
using Soma.Reports.Figures;

namespace Soma.Reports.Page;

/// <summary>Writes the page: one file that works offline, without scripts and on paper.</summary>
internal static class ReportPage
{
    private const string StyleName = "report.css", DarkName = "dark.css", ScriptName = "report.js", DarkRoot = "DARK";

    /// <summary>The text of <c>report.html</c>.</summary>
    public static string Write(ReportContent content, IReadOnlyList<DrawnFigure> figures)
    {
        StringBuilder html = new();
        string title = TitleOf(content);
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append("<link rel=\"icon\" href=\"data:,\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Html.Text(title)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n");
        AppendHead(html, content, title);
        AppendContents(html, content, figures);
        html.Append("<main>\n");
        foreach (DrawnFigure figure in figures.Where(static figure => figure.Outcome.Drawings.Count > 0))
            AppendFigure(html, figure);
        AppendLeftOut(html, content, figures);
        html.Append("</main>\n<div id=\"tip\" role=\"status\" hidden></div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<script>\n{Resource(ScriptName)}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string TitleOf(ReportContent content)
    {
        string[] names = [.. content.Groups.Select(static group => group.Name).Distinct()];
        return names.Length <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names[..2])} and {names.Length - 2} more";
    }

    private static void AppendHead(StringBuilder html, ReportContent content, string title)
    {
        int runs = content.Groups.Sum(static group => group.Runs.Count);
        RunGroup best = content.Groups.MaxBy(static group => group.Last.Test.Mean)!;
        html.Append("<header>\n<button id=\"theme\" type=\"button\" hidden>Dark</button>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Html.Text(title)}</h1>\n<dl class=\"facts\">");
        AppendFact(html, Numbers.Whole(runs), runs == 1 ? "run" : "runs");
        AppendFact(html, Numbers.Whole(content.Groups.Count), content.Groups.Count == 1 ? "experiment" : "experiments");
        int epochs = content.Groups.Max(static group => group.Curve.Count);
        AppendFact(html, Numbers.Whole(epochs), epochs == 1 ? "epoch" : "epochs");
        AppendFact(html, Numbers.Percents(best.Last.Test), content.Groups.Count == 1 ? "% test accuracy" : $"% best test accuracy: {best.Label}");
        html.Append("</dl>\n</header>\n");
    }

    private static void AppendFact(StringBuilder html, string value, string what) => html.Append(CultureInfo.InvariantCulture, $"<div><dd>{Html.Text(value)}</dd><dt>{Html.Text(what)}</dt></div>");

    private static void AppendContents(StringBuilder html, ReportContent content, IReadOnlyList<DrawnFigure> figures)
    {
        html.Append("<nav aria-label=\"Contents\"><ol>");
        foreach (DrawnFigure figure in figures.Where(static figure => figure.Outcome.Drawings.Count > 0))
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{figure.Figure.Id}\">{Html.Text(figure.Figure.Title)}</a></li>");
        if (SaysWhatIsMissing(content, figures))
            html.Append("<li><a href=\"#left-out\">What is not shown</a></li>");
        html.Append("</ol></nav>\n");
    }

    private static void AppendFigure(StringBuilder html, DrawnFigure figure)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{figure.Figure.Id}\">\n<h2>{Html.Text(figure.Figure.Title)}</h2>\n");
        foreach ((int index, Drawing drawing) in figure.Outcome.Drawings.Index())
        {
            string name = figure.NameOf(index);
            html.Append("<figure>\n");
            if (drawing.Subject.Length > 0)
                html.Append(CultureInfo.InvariantCulture, $"<h3>{Html.Text(drawing.Subject)}</h3>\n");
            if (drawing.Picture is { } picture)
                html.Append("<div class=\"picture\">").Append(SvgText.Inline(picture, $"{figure.Figure.Title}. {drawing.Caption}")).Append("</div>\n");
            if (drawing.ShowsNumbers)
                HtmlTable.Append(html, drawing.Numbers);
            html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Html.Text(drawing.Caption)} <span class=\"files\">{FilesOf(name, drawing)}</span></figcaption>\n");
            if (!drawing.ShowsNumbers && HtmlTable.Fits(drawing.Numbers))
            {
                html.Append("<details><summary>Numbers</summary>\n");
                HtmlTable.Append(html, drawing.Numbers);
                html.Append("</details>\n");
            }

            html.Append("</figure>\n");
        }

        html.Append("</section>\n");
    }

    private static bool SaysWhatIsMissing(ReportContent content, IReadOnlyList<DrawnFigure> figures) => content.WithoutPortrait.Count > 0 || content.RunsLeftOut.Count > 0 || figures.Any(static figure => figure.Outcome.Drawings.Count == 0);

    private static string FilesOf(string name, Drawing drawing) => (drawing.Picture is null ? "" : $"figures/{name}.svg, ") + $"tables/{name}.csv";

    private static void AppendLeftOut(StringBuilder html, ReportContent content, IReadOnlyList<DrawnFigure> figures)
    {
        DrawnFigure[] missing = [.. figures.Where(static figure => figure.Outcome.Drawings.Count == 0)];
        if (!SaysWhatIsMissing(content, figures))
            return;
        html.Append("<section id=\"left-out\">\n<h2>What is not shown</h2>\n<ul>\n");
        foreach (DrawnFigure figure in missing)
            html.Append(CultureInfo.InvariantCulture, $"<li><strong>{Html.Text(figure.Figure.Title)}.</strong> {Html.Text(figure.Outcome.Advice)}</li>\n");
        foreach (string reason in content.RunsLeftOut.Concat(content.WithoutPortrait))
            html.Append(CultureInfo.InvariantCulture, $"<li>{Html.Text(reason)}</li>\n");
        html.Append("</ul>\n</section>\n");
    }

    // The dark colours hold where the system asks for them and nobody chose otherwise, and where they were chosen; never on paper.
    private static string Style()
    {
        string dark = Resource(DarkName);
        string asked = dark.Replace(DarkRoot, ":root:not([data-theme=light])", StringComparison.Ordinal), chosen = dark.Replace(DarkRoot, ":root[data-theme=dark]", StringComparison.Ordinal);
        return $"{Resource(StyleName)}@media screen and (prefers-color-scheme: dark) {{\n{asked}}}\n@media screen {{\n{chosen}}}\n";
    }

    private static string Resource(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
