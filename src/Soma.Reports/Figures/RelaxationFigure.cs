using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>The correlative information between layers, and the objective, sweep by sweep of a relaxation.</summary>
internal sealed class RelaxationFigure : IFigure
{
    public string Id => "relaxation";

    public string Title => "Correlative information in a relaxation";

    public int Place => 50;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(
        content.Portraits,
        Draw,
        PortraitAdvice.Of(content, "None of the rules relaxes sweep by sweep; corinfomax, ep, csm and their kin do."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<RelaxationPoint> points = portrait.Portrait.Relaxation;
        if (points.Count == 0)
            return null;
        IReadOnlyList<PlotMark> marks = Phases.Marks([.. points.Select(static point => (point.Phase, point.Sweep))]);
        PlotPanel information = new("information between layers", Phases.Axis, new PlotAxis("information (nats)") { AtLeast = 0 }, [.. points[0].Information.Select((_, layer) => Line($"layers {layer} and {layer + 1}", layer, points, point => point.Information[layer]))])
        {
            Marks = marks,
        };
        PlotPanel objective = new("objective", Phases.Axis, new PlotAxis("J (nats)"), [Line("objective J", points[0].Information.Count, points, static point => point.Objective)]) { Marks = marks };
        const string Caption = "A trained network lives through 64 test samples, free and then with its teacher. Left, the correlative mutual information between neighbouring layers after each sweep; right, "
            + "the objective with the β of the phase, so that it jumps where a teacher begins to count: down if β is positive, up if it is negative.";
        return new Drawing(Caption, PlotGrid.Draw($"Information in a relaxation of {portrait.Label}", [information, objective], 2, 220), Table(points)) { Subject = portrait.Label };
    }

    private static PlotSeries Line(string label, int style, IReadOnlyList<RelaxationPoint> points, Func<RelaxationPoint, double> value) => new(
        label,
        SeriesLook.Line,
        style,
        [.. points.Select((point, index) => (index, Value: value(point))).Where(static point => double.IsFinite(point.Value)).Select(static point => new ChartPoint(point.index + 1, point.Value, point.Value, point.Value))])
    {
        Decimals = 3,
    };

    private static FigureTable Table(IReadOnlyList<RelaxationPoint> points) => new(
        ["phase", "sweep", .. points[0].Information.Select(static (_, layer) => $"layers {layer}–{layer + 1} (nats)"), "J (nats)"],
        [.. points.Select(static point => (string[])[Phases.NameOf(point.Phase), Numbers.Whole(point.Sweep + 1), .. point.Information.Select(static nats => Numbers.Fixed(nats, 4)), Numbers.Fixed(point.Objective, 4)])]);
}
