namespace Soma.Reports.Charts;

/// <summary>The plot of a panel on the page, in pixels.</summary>
internal sealed record Frame(double Left, double Top, double Width, double Height, PlotScale X, PlotScale Y)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double AtX(double x) => Left + (Width * X.Share(x));

    public double AtY(double y) => Bottom - (Height * Y.Share(y));

    public string At(double x, double y) => $"{PlotArea.Length(AtX(x))} {PlotArea.Length(AtY(y))}";
}
