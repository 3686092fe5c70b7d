using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>How values are spread: counts in bins of equal width.</summary>
/// <param name="Name">Whose values, for example "wff.1" or "layer 1".</param>
/// <param name="Low">Where the first bin begins: the least value.</param>
/// <param name="High">Where the last bin ends: the greatest value.</param>
/// <param name="Counts">Values in each bin.</param>
public sealed record ValueHistogram(string Name, double Low, double High, IReadOnlyList<long> Counts)
{
    private const int Bins = 48;

    /// <summary>Values in all.</summary>
    public long Total => Counts.Sum();

    /// <summary>The mean of the values.</summary>
    public double Mean { get; private init; }

    /// <summary>Their standard deviation, with n below the fraction.</summary>
    public double StandardDeviation { get; private init; }

    /// <summary>Share of values at exactly 0, from 0 to 1.</summary>
    public double Zeros { get; private init; }

    /// <summary>Share of values at exactly 1, from 0 to 1.</summary>
    public double Ones { get; private init; }

    /// <summary>Counts values.</summary>
    /// <param name="name">Whose they are.</param>
    /// <param name="values">At least one; those that are not finite are left out.</param>
    public static ValueHistogram Of(string name, IEnumerable<double> values)
    {
        double[] all = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        double low = all.Min(), high = all.Max(), mean = all.Average();
        long[] counts = new long[Bins];
        foreach (double value in all)
            counts[high > low ? Math.Min(Bins - 1, (int)(Bins * ((value - low) / (high - low)))) : 0]++;
        return new ValueHistogram(name, low, high, counts)
        {
            Mean = mean,
            StandardDeviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean))),
            Zeros = (double)all.Count(static value => value == 0) / all.Length,
            Ones = (double)all.Count(static value => value == 1) / all.Length,
        };
    }

    /// <summary>One for each tensor of synapses; what optimizers and running means remember beside them is left out.</summary>
    internal static IReadOnlyList<ValueHistogram> OfWeights<T>(Synapses<T> synapses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. synapses.All.Where(static pair => IsLearned(pair.Key)).Select(static pair => Of(pair.Key, Values(pair.Value)))];

    private static IEnumerable<double> Values<T>(PanelMatrix<T> tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[tensor.Outputs * tensor.Inputs];
        tensor.Export(values);
        return values.Select(double.CreateChecked);
    }

    private static bool IsLearned(string name) => !name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("rfree.", StringComparison.Ordinal) && !name.StartsWith("rnudged.", StringComparison.Ordinal);
}
