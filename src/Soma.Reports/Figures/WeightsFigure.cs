using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>How the weights of each kind and layer are spread.</summary>
internal sealed class WeightsFigure : IFigure
{
    private const int MostPanels = 9;

    public string Id => "weights";

    public string Title => "Weights";

    public int Place => 100;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(content.Portraits, Draw, PortraitAdvice.Of(content, "None of the networks had weights to show."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<ValueHistogram> weights = portrait.Portrait.Weights, shown = [.. weights.Take(MostPanels)];
        if (weights.Count == 0)
            return null;
        string caption = "Weights after training, by kind and layer: wff feedforward, wfb feedback, b lateral; what else a rule learns has its own name."
            + (weights.Count > shown.Count ? $" The first {shown.Count} of {weights.Count} tensors are drawn; the table has all." : "");
        return new Drawing(caption, PlotGrid.Draw($"Weights of {portrait.Label}", HistogramPanels.Of(shown, "weight", "share of weights (%)"), HistogramPanels.Columns(shown), 150), HistogramPanels.Table("synapses", weights)) { Subject = portrait.Label };
    }
}
