using System.Globalization;
using System.Text;

namespace Soma.Reports;

/// <summary>What each group of runs reached in the end, beside what was published.</summary>
public static class FinalTable
{
    private const string Nothing = "–";

    private static readonly string[] _heads =
    [
        "experiment", "seeds", "epochs", "test accuracy (%)", "of each seed (%)", "published (%)", "train accuracy (%)", "angles of layers 2 … P (°)", "ms per minibatch",
    ];

    /// <summary>Writes the table, and below it what its numbers mean and where they were published.</summary>
    /// <param name="groups">At least one.</param>
    /// <param name="published">To compare with, at the same epoch.</param>
    public static string Write(IReadOnlyList<RunGroup> groups, PublishedCurves published)
    {
        StringBuilder text = new(MarkdownTable.Write(_heads, [.. groups.Select(group => Row(group, published))]));
        text.Append("\nAfter the last epoch; mean ± sample standard deviation over the seeds. ");
        text.Append("Milliseconds are the median over epochs and seeds. ");
        text.Append(groups.All(static group => group.Runs[0].TrainAccuracy == "full")
            ? "Training accuracy is that of a full pass over the training set after the epoch.\n"
            : "Training accuracy is that of the free phases seen during the epoch, unless marked as a full pass after it.\n");
        if (groups.Any(group => Reference(group, published) is not null))
            text.Append("Published are mean ± standard deviation as their source gives them, over its own seeds.\n");
        foreach (RunSeries run in groups.Select(static group => group.Runs[0]).Where(static run => run.Source.Length > 0).DistinctBy(static run => (run.Name, run.Source)))
            text.Append(CultureInfo.InvariantCulture, $"\n{run.Name}: {run.Source.ReplaceLineEndings(" ")}\n");
        return text.ToString();
    }

    private static string[] Row(RunGroup group, PublishedCurves published)
    {
        PublishedPoint? reference = Reference(group, published);
        return
        [
            group.Label,
            string.Join(", ", group.Runs.Select(static run => run.Seed.ToString(CultureInfo.InvariantCulture))),
            Epochs(group),
            Percent(group.Last.Test),
            string.Join(", ", group.Runs.Select(run => Fixed(100 * group.LastOf(run).TestAccuracy))),
            reference is null ? Nothing : $"{Fixed(reference.Mean)} ± {Fixed(reference.Deviation)}",
            Percent(group.Last.Train) + (group.Runs[0].TrainAccuracy == "full" ? " (full)" : ""),
            group.AlignmentAngles.Count == 0 ? Nothing : string.Join(", ", group.AlignmentAngles.Select(Fixed)),
            double.IsNaN(group.MillisecondsPerMinibatch) ? Nothing : group.MillisecondsPerMinibatch.ToString("F3", CultureInfo.InvariantCulture),
        ];
    }

    private static PublishedPoint? Reference(RunGroup group, PublishedCurves published) => published.Of(group.PublishedCurve).FirstOrDefault(point => point.Epoch == group.Last.Epoch);

    private static string Epochs(RunGroup group) => group.IsComplete
        ? group.Curve.Count.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{group.Curve.Count} of {group.Runs[0].PlannedEpochs}");

    private static string Percent(SampleSummary shares) =>
        shares.Count == 1 ? Fixed(100 * shares.Mean) : $"{Fixed(100 * shares.Mean)} ± {Fixed(100 * shares.StandardDeviation)}";

    private static string Fixed(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
