namespace Soma.Reports.Charts;

/// <summary>
/// Colours that people with any kind of colour vision tell apart (M. Okabe and K. Ito, "Color Universal Design", 2008), without
/// their yellow, which is too light for a line on white. Past the last they begin again, as dashed lines.
/// </summary>
public static class ChartPalette
{
    // Blue, vermilion, green, purple, orange, sky blue, black: neighbours differ in lightness, too.
    private static readonly string[] _colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    /// <summary>A colour as SVG writes it.</summary>
    /// <param name="number">From 0.</param>
    public static string Colour(int number) => _colours[number % _colours.Length];

    /// <summary>The dashes of a line, as SVG writes them; null for a whole line.</summary>
    /// <param name="number">From 0.</param>
    public static string? Dashes(int number) => number < _colours.Length ? null : "6 3";
}
