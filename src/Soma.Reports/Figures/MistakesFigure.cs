using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>The samples that a network is most decidedly wrong about.</summary>
internal sealed class MistakesFigure : IFigure
{
    private const int Columns = 12;

    public string Id => "mistakes";

    public string Title => "Mistakes";

    public int Place => 120;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(content.Portraits, Draw, PortraitAdvice.Of(content, "None of the networks made a mistake."));

    private static Drawing? Draw(RunPortrait portrait)
    {
        IReadOnlyList<Mistake> mistakes = portrait.Portrait.Mistakes;
        IReadOnlyList<string> classes = portrait.Portrait.Confusion.Classes;
        if (mistakes.Count == 0)
            return null;
        string caption = $"The {Numbers.Count(mistakes.Count, "sample")} of {portrait.Portrait.Dataset} on which the network is most decidedly wrong: those whose answered output exceeds that of the right class by most, the worst first. Below each, its class → the answer.";
        FigureTable table = new(
            ["sample", "class", "answer", "margin"],
            [.. mistakes.Select(mistake => new[] { Numbers.Whole(mistake.Sample), classes[mistake.Label], classes[mistake.Answer], Numbers.Fixed(mistake.Margin, 4) })]);
        Tile[] tiles = [.. mistakes.Where(static mistake => mistake.Image is not null).Select(mistake => TileOf(mistake, classes))];
        return new Drawing(caption, tiles.Length == 0 ? null : Tiles.Draw($"Mistakes of {portrait.Label}", tiles, Columns), table) { Subject = portrait.Label, ShowsNumbers = tiles.Length == 0 };
    }

    private static Tile TileOf(Mistake mistake, IReadOnlyList<string> classes) => new(
        mistake.Image!.Shape.Columns,
        Pixels.OfImage(mistake.Image),
        $"{classes[mistake.Label]} → {classes[mistake.Answer]}",
        $"sample {Numbers.Whole(mistake.Sample)}\nclass {classes[mistake.Label]}, answered {classes[mistake.Answer]}\nmargin {Numbers.Fixed(mistake.Margin, 4)}");
}
