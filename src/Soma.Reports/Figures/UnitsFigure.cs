using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>The shares of hidden units that are silent and saturated, in the course of training.</summary>
internal sealed class UnitsFigure : IFigure
{
    public string Id => "units";

    public string Title => "Silent and saturated units";

    public int Place => 85;

    public FigureOutcome Draw(ReportContent content)
    {
        RunGroup[] groups = [.. content.Groups.Where(static group => EpochSeries.Summaries(group, static epoch => EpochSeries.At(epoch.Silent, 0)).Any())];
        if (groups.Length == 0)
            return FigureOutcome.LeftOut("No metrics.csv tells of silent and saturated units; networks with a hidden layer, trained by this version, do.");
        Highlights highlights = Highlights.Of(groups);
        int layers = groups.Max(static group => group.Runs[0].Epochs[0].Silent.Count);
        PlotPanel[] panels =
        [
            .. Enumerable.Range(0, layers).SelectMany(layer => new[]
            {
                new PlotPanel($"silent, layer {layer + 1}", EpochSeries.Axis, Share("units at 0 (%)"), EpochSeries.Of(groups, highlights, epoch => 100 * EpochSeries.At(epoch.Silent, layer))),
                new PlotPanel($"saturated, layer {layer + 1}", EpochSeries.Axis, Share("units at 1 (%)"), EpochSeries.Of(groups, highlights, epoch => 100 * EpochSeries.At(epoch.Saturated, layer))),
            }),
        ];
        string caption = "Share of hidden units at exactly 0 and at exactly 1 at the end of the free phase, over the test samples. Means over the seeds with bands of one standard deviation, or from the least to the greatest of two." + highlights.Sentence;
        return FigureOutcome.Of(new Drawing(caption, PlotGrid.Draw("Silent and saturated units after each epoch", panels, 2, 200), Table(groups, layers)));
    }

    private static PlotAxis Share(string label) => new(label) { AtLeast = 0, AtMost = 100 };

    private static FigureTable Table(RunGroup[] groups, int layers) => new(
        ["experiment", "layer", "epoch", "silent (%)", "saturated (%)"],
        [
            .. groups.SelectMany(group => Enumerable.Range(0, layers).SelectMany(layer => EpochSeries.Summaries(group, epoch => EpochSeries.At(epoch.Silent, layer)).Select(silent => new[]
            {
                group.Label, Numbers.Whole(layer + 1), Numbers.Whole(silent.Epoch), Numbers.Percent(silent.Value.Mean),
                Numbers.Percent(group.Runs.Average(run => EpochSeries.At(run.Epochs[silent.Epoch - 1].Saturated, layer))),
            }))),
        ]);
}
