using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>The angles between feedforward and feedback synapses in the course of training.</summary>
internal sealed class AlignmentFigure : IFigure
{
    private const int FewestPoints = 2;

    public string Id => "alignment";

    public string Title => "Alignment of forward and feedback synapses";

    public int Place => 30;

    public FigureOutcome Draw(ReportContent content)
    {
        RunGroup[] groups = [.. content.Groups.Where(static group => Moments(group).Count >= FewestPoints)];
        if (groups.Length == 0)
            return FigureOutcome.LeftOut("None of the runs kept angles: they need a rule with feedback synapses, such as corinfomax, and an angles.csv, which angleEvery above 0 writes.");
        Highlights highlights = Highlights.Of(groups);
        int layers = groups.Max(static group => Moments(group)[0].Degrees.Count);
        PlotPanel[] panels = [.. Enumerable.Range(0, layers).Select(layer => Panel(groups, highlights, layer, layers, content.Angles))];
        bool hasPublished = groups.Any(group => content.Angles.Of(group.Runs[0].PublishedAngles).Count > 0);
        string caption = "Angle between the feedforward weights of a layer and the transpose of its feedback weights, cos θ = ⟨W, Vᵀ⟩ / (‖W‖ ‖V‖), after updates; 90° is no alignment. Means over the seeds, bands of one standard deviation, or from the least to the greatest of two."
            + (hasPublished ? " Hollow markers are published." : "") + highlights.Sentence;
        return FigureOutcome.Of(new Drawing(caption, PlotGrid.Draw("Alignment angles in the course of training", panels, layers, 260), Table(groups)));
    }

    private static PlotPanel Panel(RunGroup[] groups, Highlights highlights, int layer, int layers, PublishedAngles published) => new(
        layers == 1 ? "" : $"layer {layer + 2}",
        new PlotAxis("minibatches learned") { From = 0, WholeNumbers = true },
        new PlotAxis("angle (°)") { AtLeast = 0, AtMost = 180 },
        [
            .. highlights.InOrder(groups).Select(group => new PlotSeries(
                highlights.StyleOf(group) is null ? "others" : group.Label,
                SeriesLook.Line,
                highlights.StyleOf(group) ?? 0,
                [.. Moments(group).Where(moment => layer < moment.Degrees.Count).Select(moment => Point(moment.Updates, moment.Degrees[layer]))])
            {
                IsFaint = highlights.StyleOf(group) is null,
            }),
            .. groups.Where(group => highlights.StyleOf(group) is not null).DistinctBy(static group => group.Runs[0].PublishedAngles).Select(group => Published(group, highlights.StyleOf(group)!.Value, layer, published)),
        ]);

    private static PlotSeries Published(RunGroup group, int style, int layer, PublishedAngles published)
    {
        string name = group.Runs[0].PublishedAngles;
        long last = Moments(group)[^1].Updates;
        IEnumerable<PublishedAngle> points = published.Of(name).Where(point => point.Layer == layer + 2 && point.Minibatch < last);
        return new($"{name}, published", SeriesLook.Hollow, style, [.. points.Select(static point => new ChartPoint(point.Minibatch + 1, point.Mean, point.Mean - (point.Deviation ?? 0), point.Mean + (point.Deviation ?? 0)))]);
    }

    private static ChartPoint Point(long updates, SampleSummary degrees) => new(updates, degrees.Mean, degrees.Low, degrees.High);

    // The moments that all seeds have in common, and at each the degrees of every layer that all of them know.
    private static List<(long Updates, IReadOnlyList<SampleSummary> Degrees)> Moments(RunGroup group)
    {
        Dictionary<long, AnglePoint>[] runs = [.. group.Runs.Select(static run => run.Angles.ToDictionary(static point => point.Updates))];
        return
        [
            .. runs[0].Keys.Order().Where(updates => runs.All(run => run.ContainsKey(updates))).Select(updates =>
            {
                AnglePoint[] points = [.. runs.Select(run => run[updates])];
                int layers = points.Min(static point => point.Degrees.Count);
                return (updates, (IReadOnlyList<SampleSummary>)[.. Enumerable.Range(0, layers).Select(layer => SampleSummary.Of([.. points.Select(point => point.Degrees[layer])]))]);
            }).Where(static moment => moment.Item2.Count > 0 && moment.Item2.All(static degrees => double.IsFinite(degrees.Mean))),
        ];
    }

    private static FigureTable Table(RunGroup[] groups) => new(
        ["experiment", "minibatches", "layer", "runs", "mean (°)", "std (°)"],
        [
            .. groups.SelectMany(static group => Moments(group).SelectMany(moment => moment.Degrees.Select((degrees, layer) => new[]
            {
                group.Label, Numbers.Whole(moment.Updates), Numbers.Whole(layer + 2), Numbers.Whole(degrees.Count), Numbers.Fixed(degrees.Mean), Numbers.Fixed(degrees.StandardDeviation),
            }))),
        ]);
}
