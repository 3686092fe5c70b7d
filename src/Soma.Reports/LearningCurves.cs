using System.Globalization;
using System.Text;
using Soma.Reports.Charts;

namespace Soma.Reports;

/// <summary>Test accuracy over the epochs, as a chart and as numbers.</summary>
public static class LearningCurves
{
    private const string CsvHeader = "experiment,epoch,runs,mean,std,min,max,train_mean,train_std";

    /// <summary>A line with a band for each group, and markers for each published curve, in the colour of the first group it belongs to.</summary>
    /// <param name="groups">At least one.</param>
    /// <param name="published">To compare with; points later than any run's last epoch are left out.</param>
    public static LineChart Chart(IReadOnlyList<RunGroup> groups, PublishedCurves published)
    {
        int last = groups.Max(static group => group.Curve.Count);
        List<ChartSeries> series = [.. groups.Select(Line)];
        foreach (string name in groups.Select(static group => group.PublishedCurve).Distinct())
        {
            int colour = groups.TakeWhile(group => group.PublishedCurve != name).Count();
            ChartPoint[] points = [.. published.Of(name).Where(point => point.Epoch <= last).Select(Marker)];
            if (points.Length > 0)
                series.Add(new($"{name}, published: mean ± std", SeriesForm.Markers, colour, points));
        }

        return new(
            "Test accuracy after each epoch of training",
            new("epoch") { From = 0, WholeNumbers = true },
            new("test accuracy (%)") { AtLeast = 0, AtMost = 100 },
            series);
    }

    /// <summary>The same as numbers in percent, a line for each group and epoch; a deviation of a single run is left empty.</summary>
    /// <param name="groups">At least one.</param>
    public static string Csv(IReadOnlyList<RunGroup> groups)
    {
        StringBuilder csv = new StringBuilder(CsvHeader).Append('\n');
        foreach (RunGroup group in groups)
        {
            foreach (EpochSummary epoch in group.Curve)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{CsvCell.Quoted(group.Label)},{epoch.Epoch},{epoch.Test.Count},{Percent(epoch.Test.Mean)},{Percent(epoch.Test.StandardDeviation)}");
                csv.Append(CultureInfo.InvariantCulture, $",{Percent(epoch.Test.Least)},{Percent(epoch.Test.Greatest)},{Percent(epoch.Train.Mean)},{Percent(epoch.Train.StandardDeviation)}\n");
            }
        }

        return csv.ToString();
    }

    private static ChartSeries Line(RunGroup group, int colour) => new(
        $"{group.Label}, {Meaning(group)}",
        SeriesForm.Line,
        colour,
        [.. group.Curve.Select(static epoch => new ChartPoint(epoch.Epoch, 100 * epoch.Test.Mean, 100 * epoch.Test.Low, 100 * epoch.Test.High))]);

    private static ChartPoint Marker(PublishedPoint point) => new(point.Epoch, point.Mean, point.Mean - point.Deviation, point.Mean + point.Deviation);

    private static string Meaning(RunGroup group) => group.Runs.Count switch
    {
        1 => string.Create(CultureInfo.InvariantCulture, $"seed {group.Runs[0].Seed}"),
        < SampleSummary.FewestForBand => string.Create(CultureInfo.InvariantCulture, $"{group.Runs.Count} seeds: mean, least to greatest"),
        int count => string.Create(CultureInfo.InvariantCulture, $"{count} seeds: mean ± std"),
    };

    private static string Percent(double share) => double.IsNaN(share) ? "" : (100 * share).ToString("F4", CultureInfo.InvariantCulture);
}
