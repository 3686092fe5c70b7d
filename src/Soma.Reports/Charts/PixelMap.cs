using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>A picture over a plane: a value per place, in colours.</summary>
/// <param name="Title">What sets it apart.</param>
/// <param name="Horizontal">The axis below.</param>
/// <param name="Vertical">The axis at the left.</param>
/// <param name="Place">From where to where the picture reaches.</param>
/// <param name="Columns">Values across.</param>
/// <param name="Shares">Row by row from the top, from 0 to 1 along the ramp.</param>
/// <param name="Ramp">Their colours.</param>
internal sealed record PixelMap(string Title, PlotAxis Horizontal, PlotAxis Vertical, PixelPlace Place, int Columns, IReadOnlyList<double> Shares, ColourRamp Ramp)
{
    /// <summary>What the ends of the ramp stand for; empty for none.</summary>
    public (string Low, string High) Ends { get; init; } = ("", "");
}

/// <summary>A rectangle of the plane.</summary>
internal readonly record struct PixelPlace(double Left, double Right, double Bottom, double Top);

/// <summary>Draws pictures side by side, each in axes of its own and with its colours below.</summary>
internal static class SvgPixelMaps
{
    private const double Left = 58, Right = 14, Top = 10, Between = 58, AboveTitle = 24, BelowPlot = 46, BarHeight = 8, BelowBar = 26, PixelsPerMark = 48;
    private const int BarPixels = 64;
    private static readonly XNamespace _link = "http://www.w3.org/1999/xlink";

    /// <summary>Draws them.</summary>
    /// <param name="title">What is seen, for who cannot see it.</param>
    /// <param name="maps">At least one.</param>
    /// <param name="height">Height of a picture in pixels; 0 for as high as wide.</param>
    public static XElement Draw(string title, IReadOnlyList<PixelMap> maps, double height = 0)
    {
        double width = (Look.PageWidth - Left - Right - ((maps.Count - 1) * Between)) / maps.Count, tall = height > 0 ? height : width;
        return Look.Page(title, Top + AboveTitle + tall + BelowPlot + BarHeight + BelowBar, maps.Select((map, index) => Map(map, Left + (index * (width + Between)), Top + AboveTitle, width, tall)));
    }

    private static XElement Map(PixelMap map, double left, double top, double width, double height)
    {
        Frame frame = new(
            left,
            top,
            width,
            height,
            PlotScale.Of(map.Horizontal, [map.Place.Left, map.Place.Right], Math.Max(2, (int)(width / PixelsPerMark)), exactly: true),
            PlotScale.Of(map.Vertical, [map.Place.Bottom, map.Place.Top], Math.Max(2, (int)(height / PixelsPerMark)), exactly: true));
        double bar = frame.Bottom + BelowPlot;
        return Svg.Element(
            "g",
            [],
            Image(map.Columns, map.Shares, map.Ramp, left, top, width, height),
            PlotFrame.Draw(new PlotPanel(map.Title, map.Horizontal, map.Vertical, []), frame),
            map.Ends.Low.Length == 0 ? null : new[]
            {
                Image(BarPixels, [.. Enumerable.Range(0, BarPixels).Select(static pixel => pixel / (BarPixels - 1.0))], map.Ramp, left, bar, width, BarHeight),
                Svg.Text(left, bar + BarHeight + 14, map.Ends.Low, ("font-size", "11")),
                Svg.Text(left + width, bar + BarHeight + 14, map.Ends.High, ("font-size", "11"), ("text-anchor", "end")),
            });
    }

    private static XElement Image(int columns, IReadOnlyList<double> shares, ColourRamp ramp, double left, double top, double width, double height)
    {
        byte[] pixels = new byte[4 * shares.Count];
        for (int index = 0; index < shares.Count; index++)
        {
            (pixels[4 * index], pixels[(4 * index) + 1], pixels[(4 * index) + 2]) = ramp.At(shares[index]);
            pixels[(4 * index) + 3] = byte.MaxValue;
        }

        XElement image = Svg.Element(
            "image",
            [("x", PlotArea.Length(left)), ("y", PlotArea.Length(top)), ("width", PlotArea.Length(width)), ("height", PlotArea.Length(height)), ("preserveAspectRatio", "none"), ("style", "image-rendering:pixelated")]);
        image.Add(new XAttribute(XNamespace.Xmlns + "xlink", _link.NamespaceName), new XAttribute(_link + "href", PngFile.ToAddress(columns, pixels)));
        return image;
    }
}
