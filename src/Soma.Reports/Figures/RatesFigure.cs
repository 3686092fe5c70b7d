using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>How the rates of each layer are spread.</summary>
internal sealed class RatesFigure : IFigure
{
    public string Id => "activity";

    public string Title => "Activity of the layers";

    public int Place => 90;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(content.Portraits, Draw, PortraitAdvice.Of(content, "None of the networks had rates to show."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<ValueHistogram> rates = portrait.Portrait.Rates;
        return rates.Count == 0 ? null : new Drawing(
            "Rates of all units of a layer at the end of the free phase, over up to 256 test samples that were drawn by lot, the same for every network; shares on a logarithmic scale, for most rates lie at an end.",
            PlotGrid.Draw($"Rates of {portrait.Label}", HistogramPanels.Of(rates, "rate", "share of rates (%)", isLogarithmic: true), HistogramPanels.Columns(rates), 170),
            HistogramPanels.Table("layer", rates))
        { Subject = portrait.Label };
    }
}
