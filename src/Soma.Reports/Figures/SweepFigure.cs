using System.Xml.Linq;
using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>How the test accuracy depends on the options that a sweep varied: lines over one key, maps over two, and points over each key of a random search.</summary>
internal sealed class SweepFigure : IFigure
{
    private const int MostPanels = 6;

    public string Id => "sweep";

    public string Title => "What the settings do";

    public int Place => 130;

    public FigureOutcome Draw(ReportContent content) => FigureOutcome.OfEach(
        SweepSpace.Of(content.Groups),
        Draw,
        "Three or more settings of one experiment are needed, such as the run folders of soma sweep.");

    private static Drawing Draw(SweepSpace space)
    {
        (string how, XElement picture) = space switch
        {
            { Keys.Count: 1 } => ("over the one option that was varied, with one standard deviation over the seeds", Lines(space, space.Keys)),
            { IsGrid: true } => ($"over {space.Keys[0].Name} and {space.Keys[1].Name}" + (space.Keys.Count > 2 ? ", a map for each setting of the others" : ""), SweepMaps.Draw(space, MostPanels)),
            _ => ("over each option that was varied; the others vary along", Lines(space, [.. space.Keys.Where(static key => key.IsNumeric).Concat(space.Keys).Distinct().Take(MostPanels)])),
        };
        string caption = $"Mean test accuracy of {space.Name} after the last epoch, {how}. {Numbers.Count(space.Groups.Count, "setting")}, {Numbers.Count(space.Groups.Sum(static group => group.Runs.Count), "run")}.";
        FigureTable table = new(
            [.. space.Keys.Select(static key => key.Key), "seeds", "test accuracy (%)", "std"],
            [
                .. space.Groups.OrderByDescending(static group => group.Last.Test.Mean).Select(group => (string[])
                [
                    .. space.Keys.Select(key => SweepKey.ValueOf(group, key.Key)), Numbers.Whole(group.Runs.Count), Numbers.Percent(group.Last.Test.Mean), Numbers.Percent(group.Last.Test.StandardDeviation),
                ]),
            ]);
        return new Drawing(caption, picture, table) { Subject = space.Name };
    }

    private static XElement Lines(SweepSpace space, IReadOnlyList<SweepKey> keys) =>
        PlotGrid.Draw($"Test accuracy of {space.Name} over its options", [.. keys.Select((key, index) => Panel(space, key, isAlone: keys.Count == 1, index))], Math.Min(3, keys.Count), keys.Count == 1 ? 260 : 190);

    private static PlotPanel Panel(SweepSpace space, SweepKey key, bool isAlone, int index)
    {
        PlotAxis axis = key.IsNumeric ? new PlotAxis(key.Name) { IsLogarithmic = key.IsLogarithmic } : new PlotAxis(key.Name) { Names = key.Values };
        IEnumerable<ChartPoint> points = space.Groups.Select(group => Point(group, key)).OrderBy(static point => point.X);
        return new("", axis, new PlotAxis(index % 3 == 0 ? "test accuracy (%)" : "") { AtLeast = 0, AtMost = 100 }, [new PlotSeries("", isAlone && key.IsNumeric ? SeriesLook.Line : SeriesLook.Points, 0, [.. points])]);
    }

    private static ChartPoint Point(RunGroup group, SweepKey key)
    {
        string value = SweepKey.ValueOf(group, key.Key);
        double x = key.IsNumeric ? SweepKey.NumberOf(value)!.Value : key.Values.Index().First(other => other.Item == value).Index;
        return new(x, 100 * group.Last.Test.Mean, 100 * group.Last.Test.Low, 100 * group.Last.Test.High);
    }
}
