using System.Xml.Linq;
using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>Losses over the iterations. Squares fall over many powers of ten, and are drawn so; likelihoods may be negative.</summary>
internal static class LossChart
{
    /// <summary>The chart of a run.</summary>
    /// <param name="rows">At least one.</param>
    /// <param name="areSquares">Whether the losses are mean squares instead of nats.</param>
    public static XElement Draw(IReadOnlyList<OdeMetrics> rows, bool areSquares) => PlotGrid.Draw(
        "Loss in the course of training",
        [
            new(
                "",
                new("iteration") { From = 0, WholeNumbers = true },
                new(areSquares ? "mean square error" : "−log p, nats per point") { IsLogarithmic = areSquares },
                [Series("minibatches, before each update", 0, rows, static row => row.TrainLoss), Series("test", 1, rows, static row => row.TestLoss)]),
        ]);

    private static PlotSeries Series(string label, int style, IReadOnlyList<OdeMetrics> rows, Func<OdeMetrics, double> value) => new(
        label,
        SeriesLook.Line,
        style,
        [.. rows.Select(row => (row.Iteration, Value: value(row))).Where(static point => double.IsFinite(point.Value)).Select(static point => new ChartPoint(point.Iteration, point.Value, point.Value, point.Value))]);
}
