using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>A map of coloured cells, as data.</summary>
/// <param name="Title">What sets it apart; empty if it stands alone.</param>
/// <param name="Across">What the columns are.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Up">What the rows are.</param>
/// <param name="Rows">Their names, from the top.</param>
/// <param name="Cells">By row and column; null for an empty cell.</param>
internal sealed record HeatMap(string Title, string Across, IReadOnlyList<string> Columns, string Up, IReadOnlyList<string> Rows, IReadOnlyList<IReadOnlyList<HeatCell?>> Cells);

/// <summary>A cell of a map.</summary>
/// <param name="Fill">Its colour.</param>
/// <param name="Ink">The colour of its text.</param>
/// <param name="Text">What is written in it if there is room.</param>
/// <param name="Words">What it says to who points at it.</param>
internal sealed record HeatCell(string Fill, string Ink, string Text, string Words);

/// <summary>Draws maps side by side.</summary>
internal static class SvgHeatMap
{
    private const double Edge = 10, TitleHeight = 26, Between = 28, MostCellWidth = 80, MostCellHeight = 40, HeightOfFewRows = 54, LeastCellHeight = 16, Small = 11, LongestName = 150, LeanFrom = 34;
    private const int FewRows = 4;

    /// <summary>Draws them.</summary>
    /// <param name="title">What is seen, for who cannot see it.</param>
    /// <param name="maps">At least one, all with as many rows and columns.</param>
    /// <param name="columns">Maps in a line at most.</param>
    public static XElement Draw(string title, IReadOnlyList<HeatMap> maps, int columns)
    {
        int across = Math.Min(columns, maps.Count);
        double width = (Look.PageWidth - (2 * Edge) - ((across - 1) * Between)) / across, y = Edge;
        List<XElement> elements = [];
        foreach (HeatMap[] line in maps.Chunk(across))
        {
            double height = 0;
            foreach ((int index, HeatMap map) in line.Index())
            {
                (XElement element, double needed) = Map(map, Edge + (index * (width + Between)), y, width);
                elements.Add(element);
                height = Math.Max(height, needed);
            }

            y += height + Edge;
        }

        return Look.Page(title, y, elements);
    }

    private static (XElement Element, double Height) Map(HeatMap map, double left, double top, double width)
    {
        double names = Math.Min(LongestName, map.Rows.Max(static row => Look.WidthOf(row, Small)) + 6) + 18;
        double cellWidth = Math.Min(MostCellWidth, (width - names) / map.Columns.Count), cellHeight = Math.Clamp(cellWidth * 0.75, LeastCellHeight, map.Rows.Count <= FewRows ? HeightOfFewRows : MostCellHeight);
        bool lean = map.Columns.Max(static column => Look.WidthOf(column, Small)) > Math.Max(LeanFrom, cellWidth) - 4;
        double x = left + names, y = top + (map.Title.Length > 0 ? TitleHeight : 4), bottom = y + (cellHeight * map.Rows.Count);
        double below = lean ? Math.Min(LongestName, map.Columns.Max(static column => Look.WidthOf(column, Small))) * 0.7 : 12;
        XElement element = Svg.Element(
            "g",
            [],
            map.Title.Length > 0 ? Svg.Text(x, top + 14, Look.Fitting(map.Title, width - names), ("font-weight", "bold")) : null,
            map.Cells.Select((row, r) => row.Select((cell, c) => cell is null ? null : Cell(cell, x + (c * cellWidth), y + (r * cellHeight), cellWidth, cellHeight))),
            Svg.Element("g", [("font-size", "11"), ("text-anchor", "end")], map.Rows.Select((row, r) => Svg.Text(x - 6, y + ((r + 0.5) * cellHeight) + 4, Look.Fitting(row, LongestName, Small)))),
            Svg.Element("g", [("font-size", "11"), ("text-anchor", lean ? "end" : "middle")], map.Columns.Select((column, c) => ColumnName(column, x + ((c + 0.5) * cellWidth), bottom + 15, lean))),
            Svg.Text(x + (cellWidth * map.Columns.Count / 2), bottom + below + 22, map.Across, ("text-anchor", "middle")),
            Svg.Text(0, 0, map.Up, ("text-anchor", "middle"), ("transform", $"translate({PlotArea.Length(left + 12)} {PlotArea.Length((y + bottom) / 2)}) rotate(-90)")));
        return (element, bottom + below + 30 - top);
    }

    private static XElement ColumnName(string name, double x, double y, bool leans) => leans
        ? Svg.Element("text", [("transform", $"translate({PlotArea.Length(x + 4)} {PlotArea.Length(y - 3)}) rotate(-45)")], Look.Fitting(name, LongestName, Small))
        : Svg.Text(x, y, name);

    private static XElement Cell(HeatCell cell, double x, double y, double width, double height)
    {
        bool fits = Look.WidthOf(cell.Text, Small) <= width - 2 && height >= LeastCellHeight;
        return Svg.Element(
            "g",
            [],
            Svg.Element("rect", [("x", PlotArea.Length(x)), ("y", PlotArea.Length(y)), ("width", PlotArea.Length(width - 1)), ("height", PlotArea.Length(height - 1)), ("fill", cell.Fill)]),
            fits && cell.Text.Length > 0 ? Svg.Text(x + ((width - 1) / 2), y + (height / 2) + 3.5, cell.Text, ("text-anchor", "middle"), ("font-size", "11"), ("fill", cell.Ink)) : null,
            Look.Hit(x, y, width - 1, height - 1, cell.Words));
    }
}
