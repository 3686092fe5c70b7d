using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws panels side by side with one legend above them, as SVG 1.1 that every program shows alike.</summary>
internal static class PlotGrid
{
    private const double Left = 58, Right = 14, Top = 10, Between = 62, AboveTitle = 24, AboveMarks = 16, BelowPlot = 46, MostBelow = 108;
    private const double PixelsPerMarkAcross = 48, PixelsPerMarkUp = 44;

    /// <summary>Draws them.</summary>
    /// <param name="title">What is seen, for who cannot see it.</param>
    /// <param name="panels">At least one; panels of which no series has a point are left out.</param>
    /// <param name="columns">Panels in a line at most.</param>
    /// <param name="height">Height of a plot, in pixels.</param>
    public static XElement Draw(string title, IReadOnlyList<PlotPanel> panels, int columns = 1, double height = 280)
    {
        PlotPanel[] drawn = [.. panels.Select(static panel => panel.WithinReach()).Where(static panel => panel.Series.Any(static series => series.Points.Count > 0))];
        if (drawn.Length == 0)
            return Look.Page(title, 2 * Left, Svg.Text(Left, Left, PlotPanel.BeyondReach, ("fill", Look.Quiet)));
        int across = Math.Min(columns, drawn.Length);
        (IReadOnlyList<XElement> legend, double legendHeight) = FlowLegend.Draw([.. drawn.SelectMany(static panel => panel.Series)], Left, Top, Look.PageWidth - Left - Right);
        double width = (Look.PageWidth - Left - Right - ((across - 1) * Between)) / across;
        List<XElement> elements = [.. legend];
        double y = Top + legendHeight;
        foreach (PlotPanel[] line in drawn.Chunk(across))
        {
            double above = (line.Any(static panel => panel.Title.Length > 0) ? AboveTitle : 4) + (line.Any(static panel => panel.Marks.Count > 0) ? AboveMarks : 0), below = line.Max(panel => PlotFrame.RoomBelow(panel, width, BelowPlot, MostBelow));
            elements.AddRange(line.Select((panel, column) => Panel(panel, Left + (column * (width + Between)), y + above, width, height)));
            y += above + height + below;
        }

        return Look.Page(title, y, elements);
    }

    private static XElement Panel(PlotPanel panel, double left, double top, double width, double height)
    {
        PlotSeries[] series = [.. panel.Series.Where(static one => one.Points.Count > 0)];
        ChartPoint[] points = [.. series.SelectMany(static one => one.Points)];
        bool areSteps = series.Any(static one => one.Look == SeriesLook.Steps);
        double[] across = [.. areSteps ? points.SelectMany(static point => new[] { point.Low, point.High }) : points.Select(static point => point.X)];
        double[] up = [.. areSteps ? points.Select(static point => point.Y) : points.SelectMany(static point => new[] { point.Low, point.Y, point.High })];
        Frame frame = new(
            left,
            top,
            width,
            height,
            PlotScale.Of(panel.Horizontal, across, Math.Max(2, (int)(width / PixelsPerMarkAcross)), exactly: true),
            PlotScale.Of(panel.Vertical, up, Math.Max(2, (int)(height / PixelsPerMarkUp)), exactly: false));
        return Svg.Element(
            "g",
            [],
            PlotFrame.Behind(panel, frame),
            series.Select(one => PlotLines.Band(one, frame)),
            series.Select(one => PlotLines.Draw(one, frame)),
            PlotFrame.Draw(panel, frame),
            panel.LacksPoints ? Svg.Text(frame.Right, frame.Top + 12, PlotPanel.BeyondReach, ("text-anchor", "end"), ("font-size", "11"), ("fill", Look.Quiet)) : null,
            PlotHits.Of(panel, series, frame));
    }
}
