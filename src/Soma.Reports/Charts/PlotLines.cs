using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws the series of a panel.</summary>
internal static class PlotLines
{
    private const string Thick = "1.8", Thin = "1.1", Dashes = "5 3.5";
    private const int MarkersOfLine = 8;

    /// <summary>The spread around a line; null if it has none.</summary>
    public static XElement? Band(PlotSeries series, Frame frame)
    {
        if (series.Look != SeriesLook.Line || series.IsFaint || series.Points.Count < 2 || series.Points.All(static point => point.Low == point.High))
            return null;
        IEnumerable<string> border =
        [
            .. series.Points.Select(point => frame.At(point.X, point.High)),
            .. series.Points.Reverse().Select(point => frame.At(point.X, point.Low)),
        ];
        return Svg.Element("path", [("d", $"M{string.Join(" L", border)} Z"), ("fill", ColourOf(series)), ("fill-opacity", "0.16")]);
    }

    /// <summary>A series without its band.</summary>
    public static IEnumerable<XElement> Draw(PlotSeries series, Frame frame) => series.Look switch
    {
        SeriesLook.Line when series.Points.Count > 1 => Line(series, frame),
        SeriesLook.Steps => Steps(series, frame),
        _ => Markers(series, frame),
    };

    /// <summary>Its sign for a legend.</summary>
    public static IEnumerable<XElement> Sign(PlotSeries series, double left, double middle, double width)
    {
        string colour = ColourOf(series);
        if (series.Look == SeriesLook.Steps)
        {
            yield return Svg.Element("rect", [("x", P(left + 4)), ("y", P(middle - 5)), ("width", P(width - 8)), ("height", "10"), ("fill", colour), ("fill-opacity", "0.25"), ("stroke", colour)]);
            yield break;
        }

        if (series.Look == SeriesLook.Line)
            yield return Stroke($"M{P(left)} {P(middle)} h{P(width)}", series);
        if (!series.IsFaint && !series.IsDashed)
            yield return Look.Marker(series.Style, left + (width / 2), middle, series.Look == SeriesLook.Hollow, colour);
    }

    private static IEnumerable<XElement> Line(PlotSeries series, Frame frame)
    {
        yield return Stroke($"M{string.Join(" L", series.Points.Select(point => frame.At(point.X, point.Y)))}", series);
        if (series.IsFaint || series.IsDashed)
            yield break;

        // A marker now and then tells lines apart on paper without colours; begun at another place for each.
        int apart = Math.Max(1, series.Points.Count / MarkersOfLine);
        for (int index = series.Points.Count <= MarkersOfLine ? 0 : series.Style % apart; index < series.Points.Count; index += apart)
            yield return Look.Marker(series.Style, frame.AtX(series.Points[index].X), frame.AtY(series.Points[index].Y), isHollow: false, ColourOf(series));
    }

    private static IEnumerable<XElement> Steps(PlotSeries series, Frame frame)
    {
        string up = string.Join(" ", series.Points.Select(point => $"L{P(frame.AtX(point.Low))} {P(frame.AtY(point.Y))} H{P(frame.AtX(point.High))}"));
        string path = $"M{P(frame.AtX(series.Points[0].Low))} {P(frame.Bottom)} {up} V{P(frame.Bottom)} Z";
        yield return Svg.Element("path", [("d", path), ("fill", ColourOf(series)), ("fill-opacity", "0.25"), ("stroke", ColourOf(series)), ("stroke-width", Thin), ("stroke-linejoin", "round")]);
    }

    private static IEnumerable<XElement> Markers(PlotSeries series, Frame frame)
    {
        foreach (ChartPoint point in series.Points)
        {
            double x = frame.AtX(point.X);
            if (point.Low < point.High)
                yield return Svg.Line(x, frame.AtY(point.Low), x, frame.AtY(point.High), ("stroke", ColourOf(series)), ("stroke-width", Thin));
            yield return Look.Marker(series.Style, x, frame.AtY(point.Y), series.Look == SeriesLook.Hollow, ColourOf(series));
        }
    }

    private static XElement Stroke(string path, PlotSeries series)
    {
        List<(string, string)> attributes = [("d", path), ("fill", "none"), ("stroke", ColourOf(series)), ("stroke-width", series.IsFaint ? Thin : Thick), ("stroke-linejoin", "round")];
        if (series.IsDashed)
            attributes.Add(("stroke-dasharray", Dashes));
        return Svg.Element("path", attributes);
    }

    private static string ColourOf(PlotSeries series) => series.IsFaint ? Look.Grey : ChartPalette.Colour(series.Style);

    private static string P(double value) => PlotArea.Length(value);
}
