using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>
/// Draws line charts as SVG 1.1 without scripts or style sheets, so that browsers, Inkscape and the programs around LaTeX show the
/// same. Equal charts give equal bytes.
/// </summary>
public static class SvgLineChart
{
    private const double PageWidth = 640;
    private const double PlotHeight = 320;
    private const double LeftMargin = 64;
    private const double RightMargin = 20;
    private const double TopMargin = 14;
    private const double BottomMargin = 52;
    private const int MostMarksAcross = 10;
    private const int MostMarksUp = 6;
    private const double Largest = 1e12;

    /// <summary>Draws a chart.</summary>
    /// <param name="chart">At least one series, each with at least one point; values are finite and not beyond 10¹².</param>
    /// <returns>The text of an SVG file, lines ending in line feeds.</returns>
    /// <exception cref="ArgumentException">There is nothing to draw, or a value that is not finite or is beyond 10¹².</exception>
    public static string Render(LineChart chart)
    {
        ChartPoint[] points = [.. chart.Series.SelectMany(static series => series.Points)];
        if (points.Length == 0 || chart.Series.Any(static series => series.Points.Count == 0))
            throw new ArgumentException("A chart needs at least one series, and each series at least one point.", nameof(chart));
        if (points.Any(static point => new[] { point.X, point.Low, point.Y, point.High }.Any(static value => !(Math.Abs(value) <= Largest))))
            throw new ArgumentException("A chart shows finite values up to 1e12 only; leave the others out.", nameof(chart));

        double top = TopMargin + SvgLegend.HeightOf(chart.Series);
        PlotArea area = new(
            LeftMargin,
            top,
            PageWidth - LeftMargin - RightMargin,
            PlotHeight,
            AxisScale.Exactly(chart.Horizontal, points.Min(static point => point.X), points.Max(static point => point.X), MostMarksAcross),
            AxisScale.Around(chart.Vertical, points.Min(static point => point.Low), points.Max(static point => point.High), MostMarksUp));
        return Text(Page(chart, area));
    }

    private static XElement Page(LineChart chart, PlotArea area)
    {
        string width = PlotArea.Length(PageWidth), height = PlotArea.Length(area.Bottom + BottomMargin);
        return Svg.Element(
            "svg",
            [("width", width), ("height", height), ("viewBox", $"0 0 {width} {height}"), ("role", "img"), ("font-family", "Helvetica, Arial, 'DejaVu Sans', sans-serif"), ("font-size", "13")],
            Svg.Element("title", [], chart.Title),
            Svg.Element("rect", [("width", width), ("height", height), ("fill", "#ffffff")]),
            SvgAxes.GridLines(area),
            chart.Series.Where(static series => series.Form == SeriesForm.Line).Select(series => SvgSeries.Band(series, area)),
            chart.Series.Select(series => SvgSeries.Draw(series, area)),
            SvgAxes.Draw(chart, area),
            SvgLegend.Draw(chart.Series, area.Left, TopMargin));
    }

    private static string Text(XElement page)
    {
        StringBuilder text = new();
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
            page.Save(writer);
        return text.Append('\n').ToString();
    }
}
