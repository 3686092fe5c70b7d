using System.Globalization;

namespace Soma.Reports.Figures;

/// <summary>The runs of an experiment as points of a space whose axes are the options in which they differ.</summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Groups">Its settings.</param>
/// <param name="Keys">The options in which they differ, those with most values first.</param>
internal sealed record SweepSpace(string Name, IReadOnlyList<RunGroup> Groups, IReadOnlyList<SweepKey> Keys)
{
    private const int FewestSettings = 3;

    /// <summary>Whether the settings fill a grid rather than lie scattered, as a random search leaves them.</summary>
    public bool IsGrid => Groups.Count * 2 >= Keys.Aggregate(1L, static (cells, key) => Math.Min(int.MaxValue, cells * key.Values.Count));

    /// <summary>Those experiments of which there are several settings.</summary>
    public static IReadOnlyList<SweepSpace> Of(IReadOnlyList<RunGroup> groups) =>
    [
        .. groups.GroupBy(static group => group.Name).Where(static settings => settings.Count() >= FewestSettings)
            .Select(static settings => new SweepSpace(settings.Key, [.. settings], KeysOf([.. settings])))
            .Where(static space => space.Keys.Count > 0),
    ];

    private static SweepKey[] KeysOf(RunGroup[] settings)
    {
        SweepKey[] keys =
        [
            .. settings.SelectMany(static group => group.Runs[0].Options.Keys).Distinct().Order(StringComparer.Ordinal)
                .Select(key => new SweepKey(key, Sorted([.. settings.Select(group => SweepKey.ValueOf(group, key)).Distinct()])))
                .Where(static key => key.Values.Count > 1),
        ];
        return [.. keys.Where((key, index) => !keys.Take(index).Any(other => AreOne(settings, other, key))).OrderByDescending(static key => key.Values.Count)];
    }

    // Keys that always change together are one axis. Where every setting has a value of its own, as in a random search, that says nothing.
    private static bool AreOne(RunGroup[] settings, SweepKey one, SweepKey other) =>
        one.Values.Count == other.Values.Count
        && one.Values.Count < settings.Length
        && settings.GroupBy(group => SweepKey.ValueOf(group, one.Key)).All(same => same.Select(group => SweepKey.ValueOf(group, other.Key)).Distinct().Count() == 1);

    private static string[] Sorted(string[] values) => values.All(static value => SweepKey.NumberOf(value) is not null)
        ? [.. values.OrderBy(static value => SweepKey.NumberOf(value))]
        : [.. values.Order(StringComparer.Ordinal)];
}

/// <summary>An option in which settings differ.</summary>
/// <param name="Key">Its path, for example "rule.nudge".</param>
/// <param name="Values">The values it has, in order.</param>
internal sealed record SweepKey(string Key, IReadOnlyList<string> Values)
{
    private const double WideRatio = 30;

    /// <summary>Whether all its values are numbers.</summary>
    public bool IsNumeric => Values.All(static value => NumberOf(value) is not null);

    /// <summary>Whether its values spread so widely that equal ratios should be equally far apart.</summary>
    public bool IsLogarithmic => IsNumeric && NumberOf(Values[0]) > 0 && NumberOf(Values[^1]) / NumberOf(Values[0]) >= WideRatio;

    /// <summary>The name that is drawn: without the word that all options of rules begin with.</summary>
    public string Name => Key.StartsWith("rule.", StringComparison.Ordinal) ? Key[5..] : Key;

    /// <summary>The value that a setting has.</summary>
    public static string ValueOf(RunGroup group, string key) => group.Runs[0].Options.GetValueOrDefault(key, "–");

    /// <summary>A value as a number; null if it is none.</summary>
    public static double? NumberOf(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
