namespace Soma.Verification;

/// <summary>An accuracy from the literature: what several seeds of somebody else's program reached.</summary>
/// <param name="Mean">Mean over the seeds, in percent.</param>
/// <param name="StandardDeviation">Sample standard deviation over the seeds, with n − 1 below the fraction, in percentage points.</param>
/// <param name="Seeds">How many seeds, at least 1.</param>
public sealed record PublishedValue(double Mean, double StandardDeviation, int Seeds)
{
    /// <summary>A value whose spread was given with n below the fraction, as figures have it.</summary>
    /// <param name="mean">Mean over the seeds, in percent.</param>
    /// <param name="deviation">Population standard deviation, in percentage points.</param>
    /// <param name="seeds">How many seeds, at least 1. A single one has no spread.</param>
    public static PublishedValue OfPopulation(double mean, double deviation, int seeds) =>
        new(mean, seeds < 2 ? 0 : deviation * Math.Sqrt(seeds / (seeds - 1.0)), seeds);
}
