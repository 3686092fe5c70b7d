using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws the axes of a chart.</summary>
internal static class SvgAxes
{
    private const string Ink = "#333333";
    private const string Faint = "#e4e4e4";
    private const double MarkLength = 5;

    // Half the height of a digit, which brings the middle of a label to the height of its mark.
    private const double HalfDigit = 4.5;

    /// <summary>Faint lines to read heights by.</summary>
    public static XElement GridLines(PlotArea area) => Svg.Element(
        "g",
        [("stroke", Faint), ("stroke-width", "1")],
        area.Y.Marks.Where(mark => mark.Value > area.Y.Low).Select(mark => Svg.Line(area.Left, area.AtY(mark.Value), area.Right, area.AtY(mark.Value))));

    /// <summary>Lines, marks and labels.</summary>
    public static IEnumerable<XElement> Draw(LineChart chart, PlotArea area)
    {
        yield return Svg.Element(
            "g",
            [("stroke", Ink), ("stroke-width", "1")],
            Svg.Line(area.Left, area.Top, area.Left, area.Bottom),
            Svg.Line(area.Left, area.Bottom, area.Right, area.Bottom),
            area.Y.Marks.Select(mark => Svg.Line(area.Left - MarkLength, area.AtY(mark.Value), area.Left, area.AtY(mark.Value))),
            area.X.Marks.Select(mark => Svg.Line(area.AtX(mark.Value), area.Bottom, area.AtX(mark.Value), area.Bottom + MarkLength)));
        yield return Svg.Element("g", [("fill", Ink), ("text-anchor", "end")], area.Y.Marks.Select(mark => Svg.Text(area.Left - 9, area.AtY(mark.Value) + HalfDigit, mark.Label)));
        yield return Svg.Element(
            "g",
            [("fill", Ink), ("text-anchor", "middle")],
            area.X.Marks.Select(mark => Svg.Text(area.AtX(mark.Value), area.Bottom + 20, mark.Label)),
            Svg.Text((area.Left + area.Right) / 2, area.Bottom + 42, chart.Horizontal.Label),
            Svg.Text(0, 0, chart.Vertical.Label, ("transform", $"translate(18 {PlotArea.Length((area.Top + area.Bottom) / 2)}) rotate(-90)")));
    }
}
