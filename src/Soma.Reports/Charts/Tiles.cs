using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Draws small images side by side, all in one image file, each with its words.</summary>
internal static class Tiles
{
    private const double Edge = 10, Gap = 6, Line = 14;
    private const int Pixel = 4;
    private static readonly XNamespace _link = "http://www.w3.org/1999/xlink";

    /// <summary>Draws them.</summary>
    /// <param name="title">What is seen, for who cannot see it.</param>
    /// <param name="tiles">At least one, all of one size.</param>
    /// <param name="columns">Tiles in a line at most.</param>
    public static XElement Draw(string title, IReadOnlyList<Tile> tiles, int columns)
    {
        int across = Math.Min(columns, tiles.Count), down = (tiles.Count + across - 1) / across, width = tiles[0].Width, height = tiles[0].Pixels.Length / Pixel / width;
        double side = (Look.PageWidth - (2 * Edge) - ((columns - 1) * Gap)) / columns, tall = side * height / width, step = tall + Gap + (tiles.Any(static tile => tile.Caption.Length > 0) ? Line + 2 : 0);
        return Look.Page(
            title,
            (2 * Edge) + (down * step),
            tiles.Select((tile, index) =>
            {
                double x = Edge + (index % across * (side + Gap)), y = Edge + (index / across * step);
                return Svg.Element(
                    "g",
                    [],
                    Image(tile, x, y, side, tall),
                    tile.Caption.Length > 0 ? Svg.Text(x + (side / 2), y + tall + Line, Look.Fitting(tile.Caption, side + Gap, 11), ("text-anchor", "middle"), ("font-size", "11")) : null,
                    Look.Hit(x, y, side, step - Gap, tile.Words));
            }));
    }

    private static XElement Image(Tile tile, double x, double y, double width, double height)
    {
        XElement image = Svg.Element(
            "image",
            [("x", PlotArea.Length(x)), ("y", PlotArea.Length(y)), ("width", PlotArea.Length(width)), ("height", PlotArea.Length(height)), ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated")]);
        image.Add(new XAttribute(XNamespace.Xmlns + "xlink", _link.NamespaceName), new XAttribute(_link + "href", PngFile.ToAddress(tile.Width, tile.Pixels)));
        return image;
    }
}

/// <summary>A small image.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Pixels">Row by row from the top left, four bytes each: red, green, blue, opacity.</param>
/// <param name="Caption">Below it; empty for none.</param>
/// <param name="Words">What it says to who points at it.</param>
internal sealed record Tile(int Width, byte[] Pixels, string Caption, string Words);
