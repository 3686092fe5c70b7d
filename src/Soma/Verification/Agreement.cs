using MathNet.Numerics.Distributions;

namespace Soma.Verification;

/// <summary>
/// Whether seeds of ours could be further seeds of the published program. Its n seeds with mean m and standard deviation s say where the mean of k further ones falls in
/// 99 of 100 cases: within t·s·√(1/n + 1/k) of m, where t is the 99.5 % point of Student's distribution with n − 1 degrees of freedom. One seed is so allowed more than ten,
/// and ten published seeds bind more than five. Our own spread has no say: a seed that went wrong cannot buy itself room.
/// </summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Difference">Our mean less the published one, in percentage points; null if there is none of ours.</param>
/// <param name="Allowed">How large the difference may be either way, in percentage points; null if that cannot be said.</param>
/// <param name="Remark">Why, where the numbers do not say it; else empty.</param>
public sealed record Agreement(Verdict Verdict, double? Difference, double? Allowed, string Remark)
{
    /// <summary>How often seeds of the published program itself would pass.</summary>
    public const double Confidence = 0.99;

    /// <summary>A published spread below this, in percentage points, is taken to be this: five test samples of ten thousand. Seeds that agree so well did so by luck, or were rounded.</summary>
    public const double SmallestSpread = 0.05;

    /// <summary>A published spread above this, in percentage points, means that published seeds were lost too; sound ones of the paper have at most half of it, and that in the first epoch.</summary>
    public const double LargestSoundSpread = 10;

    // As far from guessing as this, in published deviations, and no published seed was there.
    private const double Deviations = 3;

    // Of a mean, in percentage points: far below the last digit of anything published.
    private const double Rounding = 1e-9;

    /// <summary>Judges.</summary>
    /// <param name="published">What to agree with.</param>
    /// <param name="guessing">What guessing scores, in percent.</param>
    /// <param name="accuracies">Ours, in percent, one per seed. A seed that diverged has none and is entered as <paramref name="guessing"/>, which is where diverged seeds of the published program ended.</param>
    /// <param name="lost">How many of them diverged or are no better than guessing. A single one fails, unless published seeds were lost too.</param>
    public static Agreement Judge(PublishedValue published, double guessing, IReadOnlyList<double> accuracies, int lost)
    {
        if (accuracies.Count == 0)
            return new(Verdict.NotEnough, null, null, "no seed has ended");
        double difference = accuracies.Average() - published.Mean;
        if (AllowedBy(published, accuracies.Count) is not { } allowed)
            return new(Verdict.NotEnough, difference, null, "a single published seed has no spread to judge by");
        if (lost > 0 && !LostSeeds(published, guessing))
            return new(Verdict.Fail, difference, allowed, "seeds were lost, of the published ones none");
        return new(Math.Abs(difference) <= allowed + Rounding ? Verdict.Pass : Verdict.Fail, difference, allowed, "");
    }

    /// <summary>How far the mean of some seeds may lie from a published value, in percentage points; null if its spread is not known.</summary>
    /// <param name="published">The value.</param>
    /// <param name="seeds">Seeds of ours, at least 1.</param>
    public static double? AllowedBy(PublishedValue published, int seeds)
    {
        if (published.Seeds < 2)
            return null;
        double quantile = StudentT.InvCDF(0, 1, published.Seeds - 1, (1 + Confidence) / 2);
        return quantile * Math.Max(SmallestSpread, published.StandardDeviation) * Math.Sqrt((1.0 / published.Seeds) + (1.0 / seeds));
    }

    /// <summary>Whether published seeds were no better than guessing: their mean lies within three of their deviations of guessing, or their spread is none that sound seeds have.</summary>
    /// <param name="published">The value.</param>
    /// <param name="guessing">What guessing scores, in percent.</param>
    public static bool LostSeeds(PublishedValue published, double guessing) =>
        published.StandardDeviation > LargestSoundSpread || published.Mean <= guessing + (Deviations * published.StandardDeviation);
}
