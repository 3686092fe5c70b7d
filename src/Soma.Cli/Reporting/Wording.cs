using System.Globalization;
using Soma.Training.Options;

namespace Soma.Cli.Reporting;

/// <summary>Numbers and phrases as people read them, the same in every language setting.</summary>
internal static class Wording
{
    /// <summary>A share as "97.61 %".</summary>
    /// <param name="share">From 0 to 1.</param>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>Shares of layers as "41.2 %, 3.0 %".</summary>
    /// <param name="shares">From 0 to 1, layer by layer.</param>
    public static string Percents(IEnumerable<double> shares) => string.Join(", ", shares.Select(static share => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %")));

    /// <summary>Angles of layers as "88.12°, 70.00°".</summary>
    /// <param name="degrees">Layer by layer.</param>
    public static string Angles(IEnumerable<double> degrees) => string.Join(", ", degrees.Select(static angle => string.Create(CultureInfo.InvariantCulture, $"{angle:F2}°")));

    /// <summary>A number with a fixed number of decimals.</summary>
    /// <param name="value">The number.</param>
    /// <param name="decimals">Digits behind the point.</param>
    public static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>A number with six significant digits.</summary>
    /// <param name="value">The number.</param>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of things, as "1 epoch" or "5 epochs".</summary>
    /// <param name="value">How many.</param>
    /// <param name="thing">One of them.</param>
    public static string Count(long value, string thing) => string.Create(CultureInfo.InvariantCulture, $"{value} {thing}{(value == 1 ? "" : "s")}");

    /// <summary>A time as "1:02:03" or "2:03".</summary>
    /// <param name="time">At least zero.</param>
    public static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:D2}");

    /// <summary>That there is no such thing, what may have been meant, and where all are listed.</summary>
    /// <param name="kind">For example "rule".</param>
    /// <param name="written">What was written.</param>
    /// <param name="names">What there is.</param>
    /// <param name="list">The command that lists them; null if that is the help page, which is named anyway.</param>
    public static string Unknown(string kind, string written, IEnumerable<string> names, string? list = null)
    {
        string near = Suggestion.Nearest(written, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        return $"There is no {kind} '{written}'{near}{(list is null ? "" : $" See: {list}")}";
    }
}
