using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws series, and the signs that stand for them in a legend.</summary>
internal static class SvgSeries
{
    private const double Radius = 3;
    private const string LineWidth = "1.75";
    private const string BarWidth = "1";

    /// <summary>The spread around a line; null if it has none.</summary>
    public static XElement? Band(ChartSeries series, PlotArea area)
    {
        if (series.Points.Count == 1 || series.Points.All(static point => point.Low == point.High))
            return null;
        IEnumerable<string> border = [
            .. series.Points.Select(point => area.At(point.X, point.High)),
            .. series.Points.Reverse().Select(point => area.At(point.X, point.Low))];
        return Band($"M{string.Join(" L", border)} Z", series.Colour);
    }

    /// <summary>The series without its band.</summary>
    public static XElement Draw(ChartSeries series, PlotArea area) => series.Form == SeriesForm.Line && series.Points.Count > 1
        ? Line($"M{string.Join(" L", series.Points.Select(point => area.At(point.X, point.Y)))}", series.Colour)
        : Markers(series, series.Points.Select(point => (area.AtX(point.X), area.AtY(point.Y), area.AtY(point.Low), area.AtY(point.High))));

    /// <summary>The sign of a series for a legend.</summary>
    public static IEnumerable<XElement> Sign(ChartSeries series, double left, double middle, double width)
    {
        bool spreads = series.Points.Any(static point => point.Low < point.High);
        string along = $"M{PlotArea.Length(left)} {PlotArea.Length(middle)} h{PlotArea.Length(width)}";
        if (series.Form == SeriesForm.Markers || series.Points.Count == 1)
        {
            double bar = spreads ? 6 : 0;
            yield return Markers(series, [(left + (width / 2), middle, middle + bar, middle - bar)]);
            yield break;
        }

        if (spreads)
            yield return Band($"{along} m0 -5 v10 h-{PlotArea.Length(width)} v-10 Z", series.Colour);
        yield return Line(along, series.Colour);
    }

    private static XElement Band(string path, int colour) =>
        Svg.Element("path", [("d", path), ("fill", ChartPalette.Colour(colour)), ("fill-opacity", "0.2")]);

    private static XElement Line(string path, int colour)
    {
        List<(string, string)> attributes = [("d", path), ("fill", "none"), ("stroke", ChartPalette.Colour(colour)), ("stroke-width", LineWidth), ("stroke-linejoin", "round")];
        if (ChartPalette.Dashes(colour) is { } dashes)
            attributes.Add(("stroke-dasharray", dashes));
        return Svg.Element("path", attributes);
    }

    // Filled markers are results of the report itself, hollow ones are from elsewhere.
    private static XElement Markers(ChartSeries series, IEnumerable<(double X, double Y, double Low, double High)> points) => Svg.Element(
        "g",
        [("stroke", ChartPalette.Colour(series.Colour)), ("stroke-width", BarWidth), ("fill", series.Form == SeriesForm.Line ? ChartPalette.Colour(series.Colour) : "#ffffff")],
        points.Select(static point => new[]
        {
            point.Low == point.High ? null : Svg.Line(point.X, point.Low, point.X, point.High),
            Svg.Element("circle", [("cx", PlotArea.Length(point.X)), ("cy", PlotArea.Length(point.Y)), ("r", PlotArea.Length(Radius))]),
        }));
}
