using System.Globalization;

namespace Soma.Reports.Charts;

/// <summary>Where values come to lie on the page; lengths are in pixels of the browser, 1/96 inch.</summary>
internal sealed record PlotArea(double Left, double Top, double Width, double Height, AxisScale X, AxisScale Y)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double AtX(double x) => Left + (Width * Share(x, X));

    public double AtY(double y) => Bottom - (Height * Share(y, Y));

    /// <summary>A length as SVG writes it: a hundredth of a pixel is finer than any screen or press.</summary>
    public static string Length(double pixels) => Math.Round(pixels, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public string At(double x, double y) => $"{Length(AtX(x))} {Length(AtY(y))}";

    // A band may reach past an axis that ends at 100 %; it then ends there.
    private static double Share(double value, AxisScale scale) => Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1);
}
