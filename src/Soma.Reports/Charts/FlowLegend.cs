using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>A legend that flows from left to right, as many entries in a line as fit.</summary>
internal static class FlowLegend
{
    private const double LineHeight = 19, Sign = 24, Gap = 6, Between = 18, Below = 8;

    /// <summary>Draws it.</summary>
    /// <param name="series">One for each entry.</param>
    /// <param name="left">Where it begins.</param>
    /// <param name="top">Where it begins.</param>
    /// <param name="width">The room there is.</param>
    /// <returns>Its elements, and its height with the gap below.</returns>
    public static (IReadOnlyList<XElement> Elements, double Height) Draw(IReadOnlyList<PlotSeries> series, double left, double top, double width)
    {
        PlotSeries[] entries = [.. series.Where(static one => one.Label.Length > 0 && one.Points.Count > 0).DistinctBy(static one => one.Label)];
        if (entries.Length == 0)
            return ([], 0);
        List<XElement> elements = [];
        double x = 0, y = 0;
        foreach (PlotSeries entry in entries)
        {
            string label = Look.Fitting(entry.Label, width - Sign - Gap);
            double needed = Sign + Gap + Look.WidthOf(label);
            if (x > 0 && x + needed > width)
                (x, y) = (0, y + LineHeight);
            double middle = top + y + (LineHeight / 2);
            elements.Add(Svg.Element("g", [], PlotLines.Sign(entry, left + x, middle, Sign), Svg.Text(left + x + Sign + Gap, middle + 4, label), label == entry.Label ? null : Svg.Element("title", [], entry.Label)));
            x += needed + Between;
        }

        return (elements, y + LineHeight + Below);
    }
}
