using Soma.Reports.Charts;
using Soma.Training;

namespace Soma.Reports.Figures;

/// <summary>Values of epochs as lines over the seeds of a group.</summary>
internal static class EpochSeries
{
    /// <summary>The axis of epochs.</summary>
    public static PlotAxis Axis { get; } = new("epoch") { From = 0, WholeNumbers = true };

    /// <summary>A line for each group.</summary>
    /// <param name="groups">The groups that have such values.</param>
    /// <param name="highlights">Which are in colour.</param>
    /// <param name="value">The value of an epoch; not a number where there is none.</param>
    public static IReadOnlyList<PlotSeries> Of(IEnumerable<RunGroup> groups, Highlights highlights, Func<EpochReport, double> value) =>
    [
        .. highlights.InOrder(groups).Select(group => new PlotSeries(
            highlights.StyleOf(group) is null ? "others" : group.Label,
            SeriesLook.Line,
            highlights.StyleOf(group) ?? 0,
            [.. Summaries(group, value).Select(static epoch => new ChartPoint(epoch.Epoch, epoch.Value.Mean, epoch.Value.Low, epoch.Value.High))])
        {
            IsFaint = highlights.StyleOf(group) is null,
        }),
    ];

    /// <summary>What the seeds of a group have in common in each epoch in which all of them have a value.</summary>
    public static IEnumerable<(int Epoch, SampleSummary Value)> Summaries(RunGroup group, Func<EpochReport, double> value)
    {
        for (int index = 0; index < group.Curve.Count; index++)
        {
            double[] values = [.. group.Runs.Select(run => value(run.Epochs[index]))];
            if (values.All(double.IsFinite))
                yield return (index + 1, SampleSummary.Of(values));
        }
    }

    /// <summary>A value of a list; not a number if it is not that long.</summary>
    public static double At(IReadOnlyList<double> values, int index) => index < values.Count ? values[index] : double.NaN;
}
