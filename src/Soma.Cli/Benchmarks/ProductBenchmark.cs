using System.Diagnostics;
using Soma.Numerics;

namespace Soma.Cli.Benchmarks;

/// <summary>How fast a product is.</summary>
/// <param name="Product">Which.</param>
/// <param name="Gigaflops">Billions of operations per second.</param>
/// <param name="ShareOfPeak">Median share of the peak that was measured just before it.</param>
internal sealed record ProductSpeed(Product Product, Sample Gigaflops, double ShareOfPeak);

/// <summary>
/// Measures the matrix products on one core, each beside the peak of that moment: the clock of a processor and its neighbours' load
/// change from one second to the next, and a share of a peak measured earlier would say little.
/// </summary>
/// <param name="Peak">The best peak of all rounds, in billions of operations per second.</param>
/// <param name="Products">The products, in the order of the network.</param>
internal sealed record ProductBenchmark(double Peak, IReadOnlyList<ProductSpeed> Products)
{
    // Long enough to time, short enough that the clock does not change meanwhile.
    private const double MillisecondsOfABurst = 0.2;
    private const double MillisecondsOfWarmUp = 40;
    private const int Bursts = 3;
    private const int FewestRounds = 5;

    /// <summary>Measures.</summary>
    /// <param name="plan">What.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ProductBenchmark Run(BenchmarkPlan plan, CancellationToken cancellation)
    {
        IReadOnlyList<Product> products = Product.Of(plan.Architecture, plan.BatchSize);
        int[] calls = [.. products.Select(CallsOfABurst)];
        List<double> peaks = [];
        List<double>[] speeds = [.. products.Select(static _ => new List<double>())];
        List<double>[] shares = [.. products.Select(static _ => new List<double>())];
        long start = Stopwatch.GetTimestamp();
        while (peaks.Count < FewestRounds * products.Count || Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Seconds)
        {
            for (int index = 0; index < products.Count; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                double peak = PeakProbe.MeasureGigaflops<float>();
                double speed = Enumerable.Range(0, Bursts).Max(_ => products[index].Gigaflops(calls[index]));
                peaks.Add(peak);
                speeds[index].Add(speed);
                shares[index].Add(speed / peak);
            }
        }

        return new(peaks.Max(), [.. products.Select((product, index) => new ProductSpeed(product, Sample.Of(speeds[index]), Sample.Of(shares[index]).Median))]);
    }

    private static int CallsOfABurst(Product product)
    {
        // The first calls bring the code to its final form, which takes a moment.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < MillisecondsOfWarmUp;)
            product.Gigaflops(1);
        int calls = 1;
        while (product.Milliseconds(calls) < MillisecondsOfABurst)
            calls *= 2;
        return calls;
    }
}
