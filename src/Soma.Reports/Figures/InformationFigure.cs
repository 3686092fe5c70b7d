using Soma.Reports.Charts;
using Soma.Training;

namespace Soma.Reports.Figures;

/// <summary>The correlative information between layers, and the objective, in the course of training.</summary>
internal sealed class InformationFigure : IFigure
{
    public string Id => "information";

    public string Title => "Correlative information in training";

    public int Place => 40;

    public FigureOutcome Draw(ReportContent content)
    {
        RunGroup[] groups = [.. content.Groups.Where(static group => EpochSeries.Summaries(group, static epoch => EpochSeries.At(epoch.Information, 0)).Any())];
        if (groups.Length == 0)
            return FigureOutcome.LeftOut("No run was watched; train with --set information.watch=true, which changes no weight; in a run that is to be resumed it is switched on in its experiment.json.");
        Highlights highlights = Highlights.Of(groups);
        int layers = groups.Max(static group => group.Runs[0].Epochs.Max(static epoch => epoch.Information.Count));
        PlotPanel[] panels =
        [
            .. Enumerable.Range(0, layers).Select(layer => new PlotPanel(
                $"layers {layer} and {layer + 1}", EpochSeries.Axis, new PlotAxis("information (nats)") { AtLeast = 0 }, EpochSeries.Of(groups, highlights, epoch => EpochSeries.At(epoch.Information, layer)))),
            new PlotPanel("objective", EpochSeries.Axis, new PlotAxis("J (nats)"), EpochSeries.Of(groups, highlights, static epoch => epoch.Objective ?? double.NaN)),
        ];
        string caption = "Correlative mutual information between neighbouring layers, ½ log [det(R + εI) det(Q + εI) / det K], where R and Q are the correlations of the two layers and K that of both together, perturbed alike, over a fixed sample of the test set in the free phase, and the objective J, the sum of it all less half the nudge times the squared error of the output. "
            + "Means over the seeds with bands of one standard deviation, or from the least to the greatest of two. Only runs measured with as many samples and the same ε can be compared." + highlights.Sentence;
        return FigureOutcome.Of(new Drawing(caption, PlotGrid.Draw("Correlative information after each epoch", panels, Math.Min(3, layers + 1), 210), Table(groups, layers)));
    }

    private static FigureTable Table(RunGroup[] groups, int layers) => new(
        ["experiment", "epoch", .. Enumerable.Range(0, layers).Select(static layer => $"layers {layer}–{layer + 1} (nats)"), "J (nats)"],
        [
            .. groups.SelectMany(group => EpochSeries.Summaries(group, static epoch => EpochSeries.At(epoch.Information, 0)).Select(epoch => (string[])
            [
                group.Label, Numbers.Whole(epoch.Epoch),
                .. Enumerable.Range(0, layers).Select(layer => Mean(group, epoch.Epoch, report => EpochSeries.At(report.Information, layer))),
                Mean(group, epoch.Epoch, static report => report.Objective ?? double.NaN),
            ])),
        ]);

    private static string Mean(RunGroup group, int epoch, Func<EpochReport, double> value) => Numbers.Fixed(group.Runs.Average(run => value(run.Epochs[epoch - 1])), 3);
}
