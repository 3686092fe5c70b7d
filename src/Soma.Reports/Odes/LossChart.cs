using Soma.Reports.Charts;
using Soma.Training.Odes;

namespace Soma.Reports.Odes;

/// <summary>Losses over the iterations; those of learning systems fall over many powers of ten, so their logarithms are drawn.</summary>
internal static class LossChart
{
    /// <summary>The chart of a run.</summary>
    /// <param name="rows">At least one.</param>
    public static LineChart Of(IReadOnlyList<OdeMetrics> rows)
    {
        bool areSquares = rows.All(static row => row.TrainLoss > 0 && row.TestLoss > 0);
        return new(
            "Loss in the course of training",
            new("iteration") { From = 0, WholeNumbers = true },
            new(areSquares ? "log₁₀ of the loss" : "loss (nats per sample)"),
            [Series("minibatches", 0, rows, row => Shown(row.TrainLoss, areSquares)), Series("test", 1, rows, row => Shown(row.TestLoss, areSquares))]);
    }

    private static double Shown(double loss, bool isSquare) => isSquare ? Math.Log10(loss) : loss;

    private static ChartSeries Series(string label, int colour, IReadOnlyList<OdeMetrics> rows, Func<OdeMetrics, double> value) => new(
        label,
        SeriesForm.Line,
        colour,
        [.. rows.Select(row => (row.Iteration, Value: value(row))).Where(static point => double.IsFinite(point.Value)).Select(static point => new ChartPoint(point.Iteration, point.Value, point.Value, point.Value))]);
}
