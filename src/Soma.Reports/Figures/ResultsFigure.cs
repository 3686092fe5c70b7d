namespace Soma.Reports.Figures;

/// <summary>What each experiment reached in the end, beside what was published.</summary>
internal sealed class ResultsFigure : IFigure
{
    private static readonly string[] _heads =
        ["experiment", "seeds", "epochs", "test accuracy (%)", "published (%)", "train accuracy (%)", "angles (°)", "ms per minibatch"];

    public string Id => "results";

    public string Title => "Final results";

    public int Place => 10;

    public FigureOutcome Draw(ReportContent content)
    {
        FigureTable table = new(_heads, [.. content.Groups.Select(group => Row(group, content.Curves))]);
        string caption = "Accuracies after the last epoch that all runs of a line have ended: mean ± sample standard deviation over the seeds, in percent. Published are mean ± standard deviation as their source gives them, "
            + "at the same epoch. Training accuracy is that of the free phases seen during the epoch, unless marked as a full pass after it. Angles are those between forward and feedback synapses of layers 2 … P, means over the seeds; milliseconds are the median over epochs and seeds.";
        return FigureOutcome.Of(new Drawing(caption, null, table) { ShowsNumbers = true });
    }

    private static string[] Row(RunGroup group, PublishedCurves published)
    {
        PublishedPoint? reference = published.Of(group.PublishedCurve).FirstOrDefault(point => point.Epoch == group.Last.Epoch);
        return
        [
            group.Label,
            Numbers.Whole(group.Runs.Count),
            group.IsComplete ? Numbers.Whole(group.Curve.Count) : $"{Numbers.Whole(group.Curve.Count)} of {Numbers.Whole(group.Runs[0].PlannedEpochs)}",
            Numbers.Percents(group.Last.Test),
            reference is null ? Numbers.None : $"{Numbers.Fixed(reference.Mean)} ± {Numbers.Fixed(reference.Deviation)}",
            Numbers.Percents(group.Last.Train) + (group.Runs[0].TrainAccuracy == "full" ? " (full)" : ""),
            group.AlignmentAngles.Count == 0 ? Numbers.None : string.Join(", ", group.AlignmentAngles.Select(static angle => Numbers.Fixed(angle))),
            Numbers.Fixed(group.MillisecondsPerMinibatch, 3),
        ];
    }
}
