using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>Histograms as panels, and as numbers.</summary>
internal static class HistogramPanels
{
    /// <summary>A panel for each.</summary>
    /// <param name="histograms">At least one.</param>
    /// <param name="label">What the values are.</param>
    /// <param name="share">What is counted, with the unit.</param>
    /// <param name="isLogarithmic">Whether a few values shall be seen beside very many.</param>
    public static IReadOnlyList<PlotPanel> Of(IReadOnlyList<ValueHistogram> histograms, string label, string share, bool isLogarithmic = false) =>
    [
        .. histograms.Select((histogram, index) => new PlotPanel(
            histogram.Name,
            new PlotAxis(label),
            new PlotAxis(index % Columns(histograms) == 0 ? share : "") { From = isLogarithmic ? null : 0, IsLogarithmic = isLogarithmic },
            [new PlotSeries("", SeriesLook.Steps, 0, [.. histogram.Counts.Select((count, bin) => Bar(histogram, bin, 100.0 * count / histogram.Total))])])),
    ];

    /// <summary>Panels in a line.</summary>
    public static int Columns(IReadOnlyList<ValueHistogram> histograms) => Math.Min(3, histograms.Count);

    /// <summary>What can be said of each in a line.</summary>
    public static FigureTable Table(string head, IReadOnlyList<ValueHistogram> histograms) => new(
        [head, "values", "mean", "std", "least", "greatest", "at 0 (%)", "at 1 (%)"],
        [
            .. histograms.Select(static histogram => new[]
            {
                histogram.Name, Numbers.Whole(histogram.Total), Numbers.Short(histogram.Mean), Numbers.Short(histogram.StandardDeviation), Numbers.Short(histogram.Low), Numbers.Short(histogram.High),
                Numbers.Percent(histogram.Zeros), Numbers.Percent(histogram.Ones),
            }),
        ]);

    private static ChartPoint Bar(ValueHistogram histogram, int bin, double share)
    {
        double width = Math.Max(histogram.High - histogram.Low, 1e-9) / histogram.Counts.Count, low = histogram.Low + (bin * width);
        return new(low + (width / 2), share, low, low + width);
    }
}
