using System.Globalization;

namespace Soma.Reports.Figures;

/// <summary>Numbers as figures write them.</summary>
internal static class Numbers
{
    /// <summary>Stands where there is none.</summary>
    public const string None = "–";

    /// <summary>A value with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals = 2) => double.IsFinite(value) ? value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture) : None;

    /// <summary>A value with the digits it needs, four at most.</summary>
    public static string Short(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : None;

    /// <summary>A whole number.</summary>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share, int decimals = 2) => Fixed(100 * share, decimals);

    /// <summary>Mean and deviation of shares in percent, or the one value there is.</summary>
    public static string Percents(SampleSummary shares) => shares.Count == 1 ? Percent(shares.Mean) : $"{Percent(shares.Mean)} ± {Percent(shares.StandardDeviation)}";

    /// <summary>"1 run", "2 runs".</summary>
    public static string Count(long value, string thing) => string.Create(CultureInfo.InvariantCulture, $"{value} {thing}{(value == 1 ? "" : "s")}");
}
