using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>
/// The legend stands above the plot, a line for each series: it covers no data wherever they lie, and needs no width of text, which
/// depends on the fonts of the reader's machine.
/// </summary>
internal static class SvgLegend
{
    private const double LineHeight = 20;
    private const double SignWidth = 26;
    private const double Gap = 12;

    /// <summary>Height of the legend, with the gap below it.</summary>
    public static double HeightOf(IReadOnlyList<ChartSeries> series) => (LineHeight * series.Count) + Gap;

    /// <summary>Draws it.</summary>
    public static IEnumerable<XElement> Draw(IReadOnlyList<ChartSeries> series, double left, double top) => series.Select((one, index) =>
    {
        double middle = top + (LineHeight * (index + 0.5));
        return Svg.Element("g", [], SvgSeries.Sign(one, left, middle, SignWidth), Svg.Text(left + SignWidth + 8, middle + 4.5, one.Label, ("fill", "#333333")));
    });
}
