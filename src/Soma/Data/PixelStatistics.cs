namespace Soma.Data;

/// <summary>
/// Mean and deviation of the values of a dataset before normalization (bytes as a share of the largest), plane by plane: numbers that are
/// published for many datasets, and so tell at a glance whether the right one was read in the right order.
/// </summary>
/// <param name="Means">One per plane; one in all if the samples are no images.</param>
/// <param name="Deviations">The square root of the mean squared distance from the mean, one per plane.</param>
public sealed record PixelStatistics(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    /// <summary>Measures all samples.</summary>
    /// <param name="data">The samples; at least one.</param>
    public static PixelStatistics Of(Dataset data)
    {
        ArgumentOutOfRangeException.ThrowIfZero(data.Count, nameof(data));
        int planes = data.Image?.Channels ?? 1;
        (double Mean, double Deviation)[] measured = [.. Enumerable.Range(0, planes).Select(plane => data.Values.IsEmpty ? OfBytes(data, plane, planes) : OfValues(data, plane, planes))];
        return new PixelStatistics([.. measured.Select(static plane => plane.Mean)], [.. measured.Select(static plane => plane.Deviation)]);
    }

    // Counted first, so that a hundred million pixels are summed without rounding.
    private static (double Mean, double Deviation) OfBytes(Dataset data, int plane, int planes)
    {
        long[] counts = new long[byte.MaxValue + 1];
        int length = data.Features / planes;
        for (int sample = 0; sample < data.Count; sample++)
        {
            foreach (byte value in data.Samples.Span.Slice((sample * data.Features) + (plane * length), length))
                counts[value]++;
        }

        double total = (double)data.Count * length;
        double largest = data.Normalization.Largest;
        double mean = counts.Select((count, value) => count / total * (value / largest)).Sum();
        double variance = counts.Select((count, value) => count / total * Square((value / largest) - mean)).Sum();
        return (mean, Math.Sqrt(variance));
    }

    private static (double Mean, double Deviation) OfValues(Dataset data, int plane, int planes)
    {
        int length = data.Features / planes;
        double total = (double)data.Count * length;
        double mean = Sum(0, static value => value) / total;
        return (mean, Math.Sqrt(Sum(mean, Square) / total));

        double Sum(double centre, Func<double, double> term)
        {
            double sum = 0;
            for (int sample = 0; sample < data.Count; sample++)
            {
                foreach (float value in data.Values.Span.Slice((sample * data.Features) + (plane * length), length))
                    sum += term(value - centre);
            }

            return sum;
        }
    }

    private static double Square(double value) => value * value;
}
