using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>How much still moves, sweep by sweep of a relaxation.</summary>
internal sealed class SettlingFigure : IFigure
{
    private const double Smallest = 1e-9;

    public string Id => "settling";

    public string Title => "Settling of the dynamics";

    public int Place => 60;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(
        content.Portraits,
        Draw,
        PortraitAdvice.Of(content, "None of the rules relaxes sweep by sweep; corinfomax, ep, csm and their kin do."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<RelaxationPoint> points = portrait.Portrait.Relaxation;
        if (points.Count == 0 || !points.Any(static point => point.Changes.Any(static change => change > 0)))
            return null;
        int layers = points[0].Changes.Count;
        PlotPanel panel = new("", Phases.Axis, new PlotAxis("mean |Δr| per sweep") { IsLogarithmic = true }, [.. Enumerable.Range(0, layers).Select(layer => Line(layer, layers, points))])
        {
            Marks = Phases.Marks([.. points.Select(static point => (point.Phase, point.Sweep))]),
        };
        const string Caption = "Mean size of the change of a rate from one sweep to the next, over 64 test samples and the units of a layer, on a logarithmic scale; what is below 10⁻⁹ is left out. A line that has not come far down when a phase ends "
            + "tells of dynamics that are cut short; one that stays up, of dynamics that swing.";
        return new Drawing(Caption, PlotGrid.Draw($"Settling of {portrait.Label}", [panel], 1, 230), Table(points)) { Subject = portrait.Label };
    }

    private static PlotSeries Line(int layer, int layers, IReadOnlyList<RelaxationPoint> points) => new(
        layer + 1 == layers ? "output" : $"layer {layer + 1}",
        SeriesLook.Line,
        layer,
        [.. points.Select((point, index) => (index, Value: point.Changes[layer])).Where(static point => point.Value > Smallest).Select(static point => new ChartPoint(point.index + 1, point.Value, point.Value, point.Value))])
    {
        Decimals = 6,
    };

    private static FigureTable Table(IReadOnlyList<RelaxationPoint> points) => new(
        ["phase", "sweep", .. points[0].Changes.Select(static (_, layer) => $"layer {layer + 1}")],
        [.. points.Select(static point => (string[])[Phases.NameOf(point.Phase), Numbers.Whole(point.Sweep + 1), .. point.Changes.Select(static change => Numbers.Short(change))])]);
}
