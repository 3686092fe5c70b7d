namespace Soma.Reports.Charts;

/// <summary>One plot of a figure of several.</summary>
/// <param name="Title">What sets it apart; empty for a plot that stands alone.</param>
/// <param name="Horizontal">The axis below.</param>
/// <param name="Vertical">The axis at the left.</param>
/// <param name="Series">Those without points are left out; drawn in this order.</param>
internal sealed record PlotPanel(string Title, PlotAxis Horizontal, PlotAxis Vertical, IReadOnlyList<PlotSeries> Series)
{
    /// <summary>Where something begins, such as a phase, from left to right: an upright line for each but the first, with a word.</summary>
    public IReadOnlyList<PlotMark> Marks { get; init; } = [];

    /// <summary>What is said where points are missing.</summary>
    public const string BeyondReach = "values beyond ±10⁷ are left out";

    // Where dynamics have gone astray their numbers fill any axis, and everything else would be a flat line.
    private const double Reach = 1e7, ReachAcross = 1e12;

    /// <summary>Whether points were left out.</summary>
    public bool LacksPoints { get; private init; }

    /// <summary>The same without the points that no axis can show.</summary>
    public PlotPanel WithinReach()
    {
        PlotSeries[] shown = [.. Series.Select(static series => series with { Points = [.. series.Points.Where(point => IsWithin(point, series.Look))] })];
        return this with { Series = shown, LacksPoints = shown.Sum(static series => series.Points.Count) < Series.Sum(static series => series.Points.Count) };
    }

    private static bool IsWithin(ChartPoint point, SeriesLook look) => Math.Abs(point.X) <= ReachAcross && Math.Abs(point.Y) <= Reach
        && Math.Abs(point.Low) <= (look == SeriesLook.Steps ? ReachAcross : Reach) && Math.Abs(point.High) <= (look == SeriesLook.Steps ? ReachAcross : Reach);
}

/// <summary>An axis; its range follows from the data.</summary>
/// <param name="Label">What is measured, with the unit.</param>
internal sealed record PlotAxis(string Label)
{
    /// <summary>Where the axis begins whatever the data; null to begin near them.</summary>
    public double? From { get; init; }

    /// <summary>The axis goes no lower.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>The axis goes no higher.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>Whether only whole numbers are marked.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Whether equal lengths are equal ratios; values must then be positive.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Names at 0, 1, 2 … instead of numbers; empty for numbers.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>Points that belong together.</summary>
/// <param name="Label">Its word in the legend; a label that several share stands there once.</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="Style">Number of its colour and of its marker, from 0.</param>
/// <param name="Points">From left to right.</param>
internal sealed record PlotSeries(string Label, SeriesLook Look, int Style, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Behind the others, in grey.</summary>
    public bool IsFaint { get; init; }

    /// <summary>Broken, for what belongs to another line of the same colour.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Decimals of its numbers when somebody asks for them.</summary>
    public int Decimals { get; init; } = 2;
}

/// <summary>An upright line.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">What begins there.</param>
internal readonly record struct PlotMark(double X, string Label);

/// <summary>How a series is drawn.</summary>
internal enum SeriesLook
{
    /// <summary>A line with a band and a few markers.</summary>
    Line,

    /// <summary>Filled markers with error bars.</summary>
    Points,

    /// <summary>Hollow markers with error bars: results from elsewhere.</summary>
    Hollow,

    /// <summary>The outline of a histogram, filled faintly.</summary>
    Steps,
}
