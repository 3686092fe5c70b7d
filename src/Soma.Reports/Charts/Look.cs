using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>The colours, markers and letters that all figures share. The page knows each of the colours by name and has another for dark screens.</summary>
internal static class Look
{
    public const string Ink = "#333333", Quiet = "#6b6b6b", Faint = "#e4e4e4", Grey = "#b5b5b5", Paper = "#ffffff";
    public const double Letter = 12, PageWidth = 720;
    private const string Family = "Helvetica, Arial, 'DejaVu Sans', sans-serif";

    // What letters are wide on the average in Helvetica, with room to spare for other fonts.
    private const double WidthOfLetter = 0.56;

    /// <summary>The root of an image.</summary>
    public static XElement Page(string title, double height, params object?[] contents) => Svg.Element(
        "svg",
        [
            ("width", PlotArea.Length(PageWidth)), ("height", PlotArea.Length(height)), ("viewBox", $"0 0 {PlotArea.Length(PageWidth)} {PlotArea.Length(height)}"), ("role", "img"),
            ("font-family", Family), ("font-size", PlotArea.Length(Letter)), ("fill", Ink),
        ],
        Svg.Element("title", [], title),
        Svg.Element("rect", [("width", PlotArea.Length(PageWidth)), ("height", PlotArea.Length(height)), ("fill", Paper)]),
        contents);

    /// <summary>About as wide as a text will be.</summary>
    public static double WidthOf(string text, double size = Letter) => text.Length * size * WidthOfLetter;

    /// <summary>A text that is not wider than there is room, with the whole of it for who asks.</summary>
    public static string Fitting(string text, double width, double size = Letter)
    {
        int letters = Math.Max(4, (int)(width / (size * WidthOfLetter)));
        return text.Length <= letters ? text : text[..(letters - 1)].TrimEnd() + "…";
    }

    /// <summary>Shows nothing but words to who points there; a file of its own leaves it out.</summary>
    public static XElement Hit(double left, double top, double width, double height, string words) => Svg.Element(
        "rect",
        [("class", "hit"), ("x", PlotArea.Length(left)), ("y", PlotArea.Length(top)), ("width", PlotArea.Length(width)), ("height", PlotArea.Length(height)), ("fill", Ink), ("fill-opacity", "0")],
        Svg.Element("title", [], words));

    /// <summary>The marker of a style at a point: a circle, a square, a triangle, a diamond …</summary>
    public static XElement Marker(int style, double x, double y, bool isHollow, string colour)
    {
        const double R = 3.4;
        string outline = (style % 5) switch
        {
            0 => $"M{P(x - R)} {P(y)} a{P(R)} {P(R)} 0 1 0 {P(2 * R)} 0 a{P(R)} {P(R)} 0 1 0 {P(-2 * R)} 0 Z",
            1 => $"M{P(x - 3)} {P(y - 3)} h6 v6 h-6 Z",
            2 => $"M{P(x)} {P(y - 4)} l3.8 6.6 h-7.6 Z",
            3 => $"M{P(x)} {P(y - 4.2)} l4.2 4.2 l-4.2 4.2 l-4.2 -4.2 Z",
            _ => $"M{P(x)} {P(y + 4)} l3.8 -6.6 h-7.6 Z",
        };
        return Svg.Element("path", [("d", outline), ("fill", isHollow ? Paper : colour), ("stroke", isHollow ? colour : Paper), ("stroke-width", isHollow ? "1.3" : "0.8")]);
    }

    private static string P(double value) => PlotArea.Length(value);
}
