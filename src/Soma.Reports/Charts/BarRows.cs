using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Bars that lie, each with its words at the left and its number at its end.</summary>
internal static class BarRows
{
    private const double Edge = 10, Row = 26, Bar = 14, Longest = 300, RoomForNumber = 84;

    /// <summary>Draws them.</summary>
    /// <param name="title">What is seen, for who cannot see it.</param>
    /// <param name="axis">What is measured, with the unit.</param>
    /// <param name="bars">At least one, values from 0.</param>
    public static XElement Draw(string title, string axis, IReadOnlyList<BarRow> bars)
    {
        double names = Math.Min(Longest, bars.Max(static bar => Look.WidthOf(bar.Label)) + 10), left = Edge + names, width = Look.PageWidth - left - Edge - RoomForNumber;
        double most = Math.Max(bars.Max(static bar => bar.Value), 1e-12), bottom = Edge + (Row * bars.Count);
        return Look.Page(
            title,
            bottom + 30,
            bars.Select((bar, index) =>
            {
                double y = Edge + (Row * index), length = width * bar.Value / most;
                return Svg.Element(
                    "g",
                    [],
                    Svg.Text(left - 8, y + (Row / 2) + 4, Look.Fitting(bar.Label, Longest), ("text-anchor", "end")),
                    Svg.Element("rect", [("x", PlotArea.Length(left)), ("y", PlotArea.Length(y + ((Row - Bar) / 2))), ("width", PlotArea.Length(Math.Max(1, length))), ("height", PlotArea.Length(Bar)), ("fill", ChartPalette.Colour(bar.Style))]),
                    Svg.Text(left + length + 7, y + (Row / 2) + 4, bar.Number),
                    Look.Hit(Edge, y, Look.PageWidth - (2 * Edge), Row, bar.Words));
            }),
            Svg.Line(left, Edge, left, bottom, ("stroke", Look.Ink), ("stroke-width", "1")),
            Svg.Text(left, bottom + 18, axis, ("fill", Look.Quiet)));
    }
}

/// <summary>A bar.</summary>
/// <param name="Label">At its left.</param>
/// <param name="Value">Its length, from 0.</param>
/// <param name="Number">At its end.</param>
/// <param name="Words">What it says to who points at it.</param>
/// <param name="Style">Number of its colour.</param>
internal sealed record BarRow(string Label, double Value, string Number, string Words, int Style);
