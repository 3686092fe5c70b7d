using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>What hidden units look for in an image.</summary>
internal sealed class ReceptiveFieldsFigure : IFigure
{
    // Values of all fields together; what is beyond makes the page heavy and shows nothing new.
    private const int MostValues = 110_000;
    // Small images stand closer.
    private const int SmallSide = 12, ColumnsOfSmall = 16, ColumnsOfLarge = 10;

    public string Id => "receptive-fields";

    public string Title => "Receptive fields";

    public int Place => 80;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(
        content.Portraits,
        Draw,
        PortraitAdvice.Of(content, "None of the networks has a hidden layer over images; data whose features make a picture is needed."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<ReceptiveField> fields = portrait.Portrait.ReceptiveFields;
        if (fields.Count == 0)
            return null;
        int columns = fields[0].Weights.Shape.Columns <= SmallSide ? ColumnsOfSmall : ColumnsOfLarge, room = Math.Min(fields.Count, MostValues / fields[0].Weights.Values.Count);
        int most = Math.Max(columns, room / columns * columns); // whole lines
        ReceptiveField[] shown = [.. fields.Take(most)];
        bool isColour = shown[0].Weights.Shape.Channels == 3;
        string caption = $"Feedforward weights from the input to the {shown.Length} hidden units of the first layer whose weight vectors are longest, in the place of their pixels; each by its own greatest weight. "
            + (isColour ? "Grey is zero; a pixel has the colour that excites most." : "Vermilion excites, blue inhibits, white is zero.");
        FigureTable table = new(["unit", "length of the weight vector", "least", "greatest"], [.. shown.Select(static field => new[] { Numbers.Whole(field.Unit), Numbers.Short(field.Length), Numbers.Short(field.Weights.Values.Min()), Numbers.Short(field.Weights.Values.Max()) })]);
        return new Drawing(caption, Tiles.Draw($"Receptive fields of {portrait.Label}", [.. shown.Select(TileOf)], columns), table) { Subject = portrait.Label };
    }

    private static Tile TileOf(ReceptiveField field) => new(
        field.Weights.Shape.Columns,
        Pixels.OfWeights(field.Weights),
        "",
        $"unit {Numbers.Whole(field.Unit)}\nlength {Numbers.Short(field.Length)}\nfrom {Numbers.Short(field.Weights.Values.Min())} to {Numbers.Short(field.Weights.Values.Max())}");
}
