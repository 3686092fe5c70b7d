namespace Soma.Reports;

/// <summary>What a handful of values has in common.</summary>
/// <param name="Count">How many there are, at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">The sample standard deviation, with n − 1 below the fraction; NaN for a single value.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The largest.</param>
public sealed record SampleSummary(int Count, double Mean, double StandardDeviation, double Least, double Greatest)
{
    /// <summary>Fewer values than this show their extremes instead of a deviation, which two values cannot estimate.</summary>
    public const int FewestForBand = 3;

    /// <summary>Summarizes values.</summary>
    /// <param name="values">At least one.</param>
    public static SampleSummary Of(params IReadOnlyList<double> values)
    {
        double mean = values.Sum() / values.Count;

        // Squares of the differences, not the difference of the squares: accuracies lie close together.
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new(values.Count, mean, Math.Sqrt(squares / (values.Count - 1)), values.Min(), values.Max());
    }

    /// <summary>Where a band around the mean begins: one deviation below, or the least of fewer than three values.</summary>
    public double Low => Count < FewestForBand ? Least : Mean - StandardDeviation;

    /// <summary>Where a band around the mean ends: one deviation above, or the greatest of fewer than three values.</summary>
    public double High => Count < FewestForBand ? Greatest : Mean + StandardDeviation;
}
