namespace Soma.Reports.Charts;

/// <summary>A chart of lines, as data; <see cref="SvgLineChart"/> draws it.</summary>
/// <param name="Title">What it shows, for readers who do not see it; it is not drawn, since figures have captions.</param>
/// <param name="Horizontal">The axis below.</param>
/// <param name="Vertical">The axis at the left.</param>
/// <param name="Series">At least one; drawn and listed in this order.</param>
public sealed record LineChart(string Title, ChartAxis Horizontal, ChartAxis Vertical, IReadOnlyList<ChartSeries> Series);

/// <summary>An axis. Its range follows from the data.</summary>
/// <param name="Label">What is measured, with the unit.</param>
public sealed record ChartAxis(string Label)
{
    /// <summary>Where the axis begins whatever the data; null to begin near them, which is the default.</summary>
    public double? From { get; init; }

    /// <summary>The axis goes no lower; default: no limit. For a share in percent, 0.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>The axis goes no higher; default: no limit. For a share in percent, 100.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>Whether only whole numbers are marked, as for epochs; default: no.</summary>
    public bool WholeNumbers { get; init; }
}

/// <summary>Points that belong together.</summary>
/// <param name="Label">Its line in the legend.</param>
/// <param name="Form">How it is drawn.</param>
/// <param name="Colour">Number of its colour in <see cref="ChartPalette"/>, from 0.</param>
/// <param name="Points">At least one, from left to right.</param>
public sealed record ChartSeries(string Label, SeriesForm Form, int Colour, IReadOnlyList<ChartPoint> Points);

/// <summary>A point with its spread.</summary>
/// <param name="X">Along the horizontal axis.</param>
/// <param name="Y">Along the vertical axis.</param>
/// <param name="Low">Where the spread begins, at most <paramref name="Y"/>; equal to it for none.</param>
/// <param name="High">Where the spread ends, at least <paramref name="Y"/>; equal to it for none.</param>
public readonly record struct ChartPoint(double X, double Y, double Low, double High);

/// <summary>How a series is drawn.</summary>
public enum SeriesForm
{
    /// <summary>A line with a band.</summary>
    Line,

    /// <summary>Hollow circles with error bars: results from elsewhere, to compare with.</summary>
    Markers,
}
