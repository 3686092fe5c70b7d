using System.Globalization;
using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>The numbers of a panel for who points at it: all series at the same place along the horizontal axis together.</summary>
internal static class PlotHits
{
    private const int MostPlaces = 60, MostLines = 12;

    /// <summary>An upright strip for each place.</summary>
    public static XElement? Of(PlotPanel panel, IReadOnlyList<PlotSeries> series, Frame frame)
    {
        (double X, string Words)[] places =
        [
            .. series.SelectMany(static one => one.Points.Select(point => (Series: one, Point: point)))
                .GroupBy(static pair => pair.Point.X).OrderBy(static place => place.Key)
                .Select(place => (place.Key, Words(panel, place.Key, [.. place]))),
        ];
        int every = (places.Length + MostPlaces - 1) / MostPlaces;
        places = [.. places.Where((_, index) => index % every == 0 || index == places.Length - 1)];
        double[] centres = [.. places.Select(place => frame.AtX(place.X))];
        return places.Length == 0 ? null : Svg.Element("g", [("class", "hits")], places.Select((place, index) =>
        {
            double from = index == 0 ? frame.Left : (centres[index - 1] + centres[index]) / 2, to = index == places.Length - 1 ? frame.Right : (centres[index] + centres[index + 1]) / 2;
            return Look.Hit(from, frame.Top, Math.Max(0.5, to - from), frame.Height, place.Words);
        }));
    }

    private static string Words(PlotPanel panel, double x, (PlotSeries Series, ChartPoint Point)[] values)
    {
        string at = panel.Horizontal.Names.Count > 0
            ? panel.Horizontal.Names[Math.Clamp((int)Math.Round(x), 0, panel.Horizontal.Names.Count - 1)]
            : string.Create(CultureInfo.InvariantCulture, $"{panel.Horizontal.Label} {x:0.####}");
        (PlotSeries Series, ChartPoint Point)[] shown = [.. values.OrderBy(static value => value.Series.IsFaint).Take(MostLines)];
        IEnumerable<string> lines = shown.Select(static value => $"{(value.Series.Label.Length > 0 ? value.Series.Label + ": " : "")}{Value(value.Series, value.Point)}");
        return string.Join('\n', [at, .. lines, .. values.Length > shown.Length ? [string.Create(CultureInfo.InvariantCulture, $"and {values.Length - shown.Length} more")] : Array.Empty<string>()]);
    }

    private static string Value(PlotSeries series, ChartPoint point)
    {
        string format = string.Create(CultureInfo.InvariantCulture, $"F{series.Decimals}"), value = point.Y.ToString(format, CultureInfo.InvariantCulture);
        return series.Look == SeriesLook.Steps || point.Low == point.High
            ? value
            : $"{value} ({point.Low.ToString(format, CultureInfo.InvariantCulture)} to {point.High.ToString(format, CultureInfo.InvariantCulture)})";
    }
}
