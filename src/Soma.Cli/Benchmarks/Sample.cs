using System.Diagnostics;

namespace Soma.Cli.Benchmarks;

/// <summary>Several measurements of one thing.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The most.</param>
internal readonly record struct Sample(double Median, double Minimum, double Maximum)
{
    /// <summary>Sums them up.</summary>
    /// <param name="values">At least one, in any order.</param>
    public static Sample Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        double median = (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
        return new(median, ordered[0], ordered[^1]);
    }

    /// <summary>Middle, least and most of the one, less those of the other: steadier than what single differences give.</summary>
    /// <param name="part">Measurements of a part.</param>
    public Sample Minus(Sample part) => new(Median - part.Median, Minimum - part.Minimum, Maximum - part.Maximum);

    /// <summary>Milliseconds that an action takes, as finely as the clock counts.</summary>
    /// <param name="action">The action.</param>
    public static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetTimestamp() - start) * 1000.0 / Stopwatch.Frequency;
    }
}
