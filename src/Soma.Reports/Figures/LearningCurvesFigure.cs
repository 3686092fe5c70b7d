using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>Test and training accuracy over the epochs, with bands over the seeds and the published curves.</summary>
internal sealed class LearningCurvesFigure : IFigure
{
    private static readonly PlotAxis _epochs = new("epoch") { From = 0, WholeNumbers = true };

    public string Id => "learning-curves";

    public string Title => "Learning curves";

    public int Place => 20;

    public FigureOutcome Draw(ReportContent content)
    {
        Highlights highlights = Highlights.Of(content.Groups);
        RunGroup[] order = [.. highlights.InOrder(content.Groups)];
        PlotPanel test = new("test", _epochs, Accuracy("test accuracy (%)"), [.. order.Select(group => Line(group, highlights, static epoch => epoch.Test)), .. Published(content, highlights)]);
        PlotPanel train = new("training", _epochs, Accuracy("training accuracy (%)"), [.. order.Select(group => Line(group, highlights, static epoch => epoch.Train))]);
        string caption = "Accuracy after each epoch. Lines are means over the seeds; bands reach one sample standard deviation to either side, or from the least to the greatest where there are only two seeds."
            + (content.Groups.Any(group => content.Curves.Of(group.PublishedCurve).Count > 0) ? " Hollow markers are published means with their standard deviations." : "")
            + highlights.Sentence;
        return FigureOutcome.Of(new Drawing(caption, PlotGrid.Draw("Test and training accuracy after each epoch", [test, train], columns: 2, height: 300), Table(content.Groups)));
    }

    private static PlotAxis Accuracy(string label) => new(label) { AtLeast = 0, AtMost = 100 };

    private static PlotSeries Line(RunGroup group, Highlights highlights, Func<EpochSummary, SampleSummary> accuracy) => new(
        highlights.StyleOf(group) is null ? "others" : group.Label,
        SeriesLook.Line,
        highlights.StyleOf(group) ?? 0,
        [.. group.Curve.Select(epoch => new ChartPoint(epoch.Epoch, 100 * accuracy(epoch).Mean, 100 * accuracy(epoch).Low, 100 * accuracy(epoch).High))])
    {
        IsFaint = highlights.StyleOf(group) is null,
    };

    private static IEnumerable<PlotSeries> Published(ReportContent content, Highlights highlights)
    {
        foreach (IGrouping<string, RunGroup> groups in content.Groups.Where(group => highlights.StyleOf(group) is not null).GroupBy(static group => group.PublishedCurve))
        {
            int last = groups.Max(static group => group.Curve.Count);
            ChartPoint[] points = [.. content.Curves.Of(groups.Key).Where(point => point.Epoch <= last).Select(static point => new ChartPoint(point.Epoch, point.Mean, point.Mean - point.Deviation, point.Mean + point.Deviation))];
            yield return new($"{groups.Key}, published", SeriesLook.Hollow, highlights.StyleOf(groups.First())!.Value, points);
        }
    }

    private static FigureTable Table(IReadOnlyList<RunGroup> groups) => new(
        ["experiment", "epoch", "runs", "test mean (%)", "test std", "train mean (%)", "train std"],
        [
            .. groups.SelectMany(static group => group.Curve.Select(epoch => new[]
            {
                group.Label, Numbers.Whole(epoch.Epoch), Numbers.Whole(epoch.Test.Count), Numbers.Percent(epoch.Test.Mean), Numbers.Percent(epoch.Test.StandardDeviation),
                Numbers.Percent(epoch.Train.Mean), Numbers.Percent(epoch.Train.StandardDeviation),
            })),
        ]);
}
