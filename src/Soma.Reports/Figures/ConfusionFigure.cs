using Soma.Reports.Charts;
using Soma.Training.Portraits;

namespace Soma.Reports.Figures;

/// <summary>Which classes are taken for which.</summary>
internal sealed class ConfusionFigure : IFigure
{
    private const string RightFill = "#e4e4e4", RightInk = "#333333";

    public string Id => "confusion";

    public string Title => "Confusion of classes";

    public int Place => 110;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(content.Portraits, Draw, PortraitAdvice.Of(content, "None of the networks was asked about samples."));

    private static Drawing Draw(RunPortrait portrait)
    {
        ConfusionMatrix confusion = portrait.Portrait.Confusion;
        double most = Math.Max(confusion.Counts.SelectMany((row, label) => row.Where((_, answer) => answer != label).Select(count => ShareOf(row, count))).DefaultIfEmpty(0).Max(), 1e-12);
        HeatMap map = new(
            "",
            "answered",
            confusion.Classes,
            "class of the sample",
            confusion.Classes,
            [.. confusion.Counts.Select((row, label) => row.Select((count, answer) => Cell(confusion, row, label, answer, ShareOf(row, count) / most)).ToArray())]);
        string caption = $"Samples of {portrait.Portrait.Dataset} by their class (rows) and the class that was answered (columns); {Numbers.Whole(confusion.Correct)} of {Numbers.Whole(confusion.Samples)} on the grey diagonal are right, "
            + $"{Numbers.Percent((double)confusion.Correct / Math.Max(1, confusion.Samples))} %. The stronger the colour, the larger the share of a class that is mistaken so; the strongest is {Numbers.Percent(most, 1)} % of its class.";
        FigureTable table = new(["class", .. confusion.Classes], [.. confusion.Counts.Select((row, label) => (string[])[confusion.Classes[label], .. row.Select(static count => Numbers.Whole(count))])]);
        return new Drawing(caption, SvgHeatMap.Draw($"Confusion of classes by {portrait.Label}", [map], 1), table) { Subject = portrait.Label };
    }

    private static double ShareOf(IReadOnlyList<int> row, int count) => (double)count / Math.Max(1, row.Sum());

    private static HeatCell Cell(ConfusionMatrix confusion, IReadOnlyList<int> row, int label, int answer, double strength)
    {
        int count = row[answer];
        string words = $"{Numbers.Whole(count)} of class {confusion.Classes[label]} answered as {confusion.Classes[answer]}\n{Numbers.Percent(ShareOf(row, count))} % of the class";
        if (label == answer)
            return new(RightFill, RightInk, Numbers.Whole(count), words);
        (string fill, string ink) = ColourRamp.Errors.Cell(strength);
        return count == 0 ? new(Look.Paper, Look.Ink, "", words) : new(fill, ink, Numbers.Whole(count), words);
    }
}
