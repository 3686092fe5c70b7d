using System.Globalization;
using System.Text;

namespace Soma.Reports;

/// <summary>Measured beside published, at each point that was published: test accuracy after epochs, and alignment angles in the course of training.</summary>
public static class Comparison
{
    /// <summary>How many published standard deviations a seed may lie from the published mean.</summary>
    public const int Deviations = 3;

    private static readonly string[] _curveHeads = ["experiment", "after epoch", "published (%)", "of each seed (%)", "within 3 std"];
    private static readonly string[] _angleHeads = ["experiment", "layer", "minibatch", "published (°)", "of each seed (°)", "within 3 std"];

    /// <summary>Writes the tables.</summary>
    /// <param name="groups">At least one.</param>
    /// <param name="curves">Published learning curves.</param>
    /// <param name="angles">Published angles.</param>
    /// <returns>Markdown; empty if no published point was reached.</returns>
    public static string Write(IReadOnlyList<RunGroup> groups, PublishedCurves curves, PublishedAngles angles)
    {
        string[][] curveRows = [.. groups.SelectMany(group => CurveRows(group, curves))], angleRows = [.. groups.SelectMany(group => AngleRows(group, angles))];
        if (curveRows.Length + angleRows.Length == 0)
            return "";
        StringBuilder text = new();
        if (curveRows.Length > 0)
            text.Append("Test accuracy.\n\n").Append(MarkdownTable.Write(_curveHeads, curveRows)).Append('\n');
        if (angleRows.Length > 0)
            text.Append("Angle between feedforward and feedback synapses, after the update of a minibatch, counted from 0.\n\n").Append(MarkdownTable.Write(_angleHeads, angleRows)).Append('\n');
        text.Append("Published are mean ± standard deviation as their source gives them. *Within* counts the seeds that lie no further than three of these deviations from the mean; it says nothing where no deviation is known.");
        return text.Append(angleRows.Any(static row => row[^2].Contains('≈', StringComparison.Ordinal)) ? " An angle with ≈ lies between two that were kept.\n" : "\n").ToString();
    }

    private static IEnumerable<string[]> CurveRows(RunGroup group, PublishedCurves published)
    {
        foreach (PublishedPoint point in published.Of(group.PublishedCurve).Where(point => point.Epoch <= group.Curve.Count))
        {
            double[] values = [.. group.Runs.Select(run => 100 * run.Epochs[point.Epoch - 1].TestAccuracy)];
            yield return [group.Label, Whole(point.Epoch), Spread(point.Mean, point.Deviation), string.Join(", ", values.Select(Fixed)), Within(values, point.Mean, point.Deviation)];
        }
    }

    private static IEnumerable<string[]> AngleRows(RunGroup group, PublishedAngles published)
    {
        foreach (PublishedAngle point in published.Of(group.Runs[0].PublishedAngles))
        {
            // The minibatch of number m is done when m + 1 are.
            (double Degrees, bool IsBetween)?[] found = [.. group.Runs.Select(run => At(run.Angles, point.Layer, point.Minibatch + 1))];
            if (found.Contains(null))
                continue;
            double[] values = [.. found.Select(static value => value!.Value.Degrees)];
            string shown = string.Join(", ", found.Select(static value => (value!.Value.IsBetween ? "≈ " : "") + Fixed(value.Value.Degrees)));
            yield return [group.Label, Whole(point.Layer), Whole(point.Minibatch), Spread(point.Mean, point.Deviation), shown, Within(values, point.Mean, point.Deviation)];
        }
    }

    // Angles move slowly and smoothly, so between two of them a straight line will do; before the first and after the last nothing is known.
    private static (double Degrees, bool IsBetween)? At(IReadOnlyList<AnglePoint> angles, int layer, long updates)
    {
        AnglePoint? before = angles.LastOrDefault(point => point.Updates <= updates), after = angles.FirstOrDefault(point => point.Updates >= updates);
        if (before is null || after is null || layer - 2 >= Math.Min(before.Degrees.Count, after.Degrees.Count))
            return null;
        double start = before.Degrees[layer - 2], end = after.Degrees[layer - 2];
        return before.Updates == after.Updates
            ? (start, false)
            : (start + ((end - start) * (updates - before.Updates) / (after.Updates - before.Updates)), true);
    }

    private static string Within(double[] values, double mean, double? deviation)
    {
        if (deviation is not { } known)
            return "";
        int within = values.Count(value => Math.Abs(value - mean) <= Deviations * known);
        if (values.Length == 1)
            return within == 1 ? "yes" : "**no**";
        return within == values.Length ? $"all {Whole(within)}" : $"**{Whole(within)} of {Whole(values.Length)}**";
    }

    private static string Spread(double mean, double? deviation) => deviation is { } known ? $"{Fixed(mean)} ± {Fixed(known)}" : Fixed(mean);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
