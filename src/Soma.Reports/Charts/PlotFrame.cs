using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws what stands around the series of a panel: axes, marks, labels and the lines to read heights by.</summary>
internal static class PlotFrame
{
    private const double MarkLength = 4, HalfDigit = 4, BetweenNames = 8, RoomAtEnd = 10;

    /// <summary>Faint lines at the marks, and where things begin.</summary>
    public static IEnumerable<XElement> Behind(PlotPanel panel, Frame frame)
    {
        yield return Svg.Element(
            "g",
            [("stroke", Look.Faint), ("stroke-width", "1")],
            frame.Y.Marks.Where(mark => frame.Y.Share(mark.Value) > 0).Select(mark => Svg.Line(frame.Left, frame.AtY(mark.Value), frame.Right, frame.AtY(mark.Value))));
        foreach (PlotMark mark in panel.Marks)
        {
            bool isFirst = mark == panel.Marks[0];
            double x = isFirst ? frame.Left : frame.AtX(mark.X);
            bool isNearEnd = x + Look.WidthOf(mark.Label, 11) > frame.Right + RoomAtEnd;
            if (!isFirst)
                yield return Svg.Line(x, frame.Top - 12, x, frame.Bottom, ("stroke", Look.Quiet), ("stroke-width", "1"), ("stroke-dasharray", "2 3"));
            yield return Svg.Text(isFirst ? x : isNearEnd ? x - 4 : x + 4, frame.Top - 5, mark.Label, ("fill", Look.Quiet), ("font-size", "11"), ("text-anchor", isNearEnd ? "end" : "start"));
        }
    }

    /// <summary>Axes, marks, labels and title.</summary>
    public static IEnumerable<XElement> Draw(PlotPanel panel, Frame frame)
    {
        bool namesLean = NamesLean(panel, frame.Width);
        yield return Svg.Element(
            "g",
            [("stroke", Look.Ink), ("stroke-width", "1")],
            Svg.Line(frame.Left, frame.Top, frame.Left, frame.Bottom),
            Svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom),
            frame.Y.Marks.Select(mark => Svg.Line(frame.Left - MarkLength, frame.AtY(mark.Value), frame.Left, frame.AtY(mark.Value))),
            frame.X.Marks.Select(mark => Svg.Line(frame.AtX(mark.Value), frame.Bottom, frame.AtX(mark.Value), frame.Bottom + MarkLength)));
        yield return Svg.Element("g", [("text-anchor", "end")], frame.Y.Marks.Select(mark => Svg.Text(frame.Left - 7, frame.AtY(mark.Value) + HalfDigit, mark.Label)));
        yield return Svg.Element("g", [("text-anchor", namesLean ? "end" : "middle")], frame.X.Marks.Select(mark => namesLean ? Leaning(mark, frame) : Svg.Text(frame.AtX(mark.Value), frame.Bottom + 18, mark.Label)));
        if (panel.Horizontal.Label.Length > 0)
            yield return Svg.Text((frame.Left + frame.Right) / 2, frame.Bottom + (namesLean ? 98 : 37), Look.Fitting(panel.Horizontal.Label, frame.Width), ("text-anchor", "middle"));
        if (panel.Vertical.Label.Length > 0)
            yield return Svg.Text(0, 0, panel.Vertical.Label, ("text-anchor", "middle"), ("transform", $"translate({PlotArea.Length(frame.Left - 45)} {PlotArea.Length((frame.Top + frame.Bottom) / 2)}) rotate(-90)"));
        if (panel.Title.Length > 0)
            yield return Svg.Text(frame.Left, frame.Top - (panel.Marks.Count > 0 ? 24 : 9), Look.Fitting(panel.Title, frame.Width), ("font-weight", "bold"));
    }

    /// <summary>Room for marks and label below a plot.</summary>
    public static double RoomBelow(PlotPanel panel, double width, double usual, double forLeaningNames) => NamesLean(panel, width) ? forLeaningNames : usual;

    private static bool NamesLean(PlotPanel panel, double width) =>
        panel.Horizontal.Names.Count > 0 && panel.Horizontal.Names.Max(static name => Look.WidthOf(name)) + BetweenNames > width / panel.Horizontal.Names.Count;

    private static XElement Leaning(AxisMark mark, Frame frame)
    {
        string place = $"translate({PlotArea.Length(frame.AtX(mark.Value) + 3)} {PlotArea.Length(frame.Bottom + 15)}) rotate(-35)";
        return Svg.Element("text", [("transform", place)], Look.Fitting(mark.Label, 110), Svg.Element("title", [], mark.Label));
    }
}
