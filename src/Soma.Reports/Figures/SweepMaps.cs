using System.Xml.Linq;
using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>The maps of a sweep over a grid: the two keys with most values across and up, a map for each setting of the others.</summary>
internal static class SweepMaps
{
    /// <summary>Draws them.</summary>
    /// <param name="space">Settings that differ in two keys at least.</param>
    /// <param name="most">How many maps at most; those with the best setting stay.</param>
    public static XElement Draw(SweepSpace space, int most)
    {
        double low = space.Groups.Min(static group => group.Last.Test.Mean), high = space.Groups.Max(static group => group.Last.Test.Mean);
        SweepKey[] others = [.. space.Keys.Skip(2)];
        HeatMap[] maps =
        [
            .. space.Groups.GroupBy(group => string.Join(", ", others.Select(key => $"{key.Name} = {SweepKey.ValueOf(group, key.Key)}")))
                .OrderByDescending(static map => map.Max(static group => group.Last.Test.Mean)).Take(most).OrderBy(static map => map.Key, StringComparer.Ordinal)
                .Select(map => Map(space, map.Key, [.. map], low, high)),
        ];
        return SvgHeatMap.Draw($"Test accuracy of {space.Name} over {space.Keys[0].Name} and {space.Keys[1].Name}", maps, maps.Length == 1 ? 1 : 2);
    }

    private static HeatMap Map(SweepSpace space, string title, RunGroup[] groups, double low, double high)
    {
        (SweepKey across, SweepKey up) = (space.Keys[0], space.Keys[1]);
        return new(
            title,
            across.Name,
            across.Values,
            up.Name,
            [.. up.Values.Reverse()],
            [
                .. up.Values.Reverse().Select(row => across.Values.Select(column =>
                    groups.FirstOrDefault(group => SweepKey.ValueOf(group, across.Key) == column && SweepKey.ValueOf(group, up.Key) == row) is { } group ? Cell(group, low, high) : null).ToArray()),
            ]);
    }

    private static HeatCell Cell(RunGroup group, double low, double high)
    {
        double mean = group.Last.Test.Mean;
        (string fill, string ink) = ColourRamp.Sequential.Cell(high > low ? (mean - low) / (high - low) : 1);
        return new(fill, ink, Numbers.Percent(mean, 1), $"{group.Label}\n{Numbers.Percents(group.Last.Test)} %, {Numbers.Count(group.Runs.Count, "seed")}");
    }
}
