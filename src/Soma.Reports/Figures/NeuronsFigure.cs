using Soma.Metrics;
using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>The potentials of single neurons' compartments while one sample is lived through.</summary>
internal sealed class NeuronsFigure : IFigure
{
    private static readonly (string Name, Func<NeuronState, double> Value)[] _compartments =
    [
        ("basal", static state => state.Basal), ("apical", static state => state.Apical), ("somatic", static state => state.Somatic), ("rate", static state => state.Rate),
    ];

    public string Id => "neurons";

    public string Title => "Compartments of single neurons";

    public int Place => 70;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(
        content.Portraits,
        Draw,
        PortraitAdvice.Of(content, "None of the networks has neurons with an apical dendrite and a hidden layer; those of corinfomax have."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<NeuronCourse> neurons = portrait.Portrait.Neurons;
        if (neurons.Count == 0)
            return null;
        string caption = $"Sample {Numbers.Whole(neurons[0].Sample)} of {portrait.Portrait.Dataset}, of class {neurons[0].Label}: the three hidden neurons whose rate the teacher moves most, and the output neuron of the right class. "
            + "The soma follows the basal dendrite, which hears the layer below, and the apical one, which hears the layer above, its own layer and at the output the teacher; the rate is what others hear.";
        return new Drawing(caption, PlotGrid.Draw($"Compartments of single neurons of {portrait.Label}", [.. neurons.Select(neuron => Panel(neuron, neurons))], 2, 190), Table(neurons)) { Subject = portrait.Label };
    }

    private static PlotPanel Panel(NeuronCourse neuron, IReadOnlyList<NeuronCourse> all) => new(
        neuron == all[^1] ? $"output neuron {neuron.Unit}" : $"layer {neuron.Layer}, neuron {neuron.Unit}",
        Phases.Axis,
        new PlotAxis("potential"),
        [.. _compartments.Select((compartment, style) => new PlotSeries(compartment.Name, SeriesLook.Line, style, [.. neuron.States.Select((state, index) => Point(index + 1, compartment.Value(state)))]) { Decimals = 4 })])
    {
        Marks = Phases.Marks([.. neuron.States.Select(static state => (state.Phase, state.Sweep))]),
    };

    private static ChartPoint Point(int x, double y) => new(x, y, y, y);

    private static FigureTable Table(IReadOnlyList<NeuronCourse> neurons) => new(
        ["layer", "unit", "phase", "sweep", "basal", "apical", "somatic", "rate"],
        [
            .. neurons.SelectMany(static neuron => neuron.States.Select(state => (string[])
            [
                Numbers.Whole(neuron.Layer), Numbers.Whole(neuron.Unit), Phases.NameOf(state.Phase), Numbers.Whole(state.Sweep + 1), .. _compartments.Select(compartment => Numbers.Fixed(compartment.Value(state), 5)),
            ])),
        ]);
}
