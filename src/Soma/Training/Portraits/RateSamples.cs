using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Networks;

namespace Soma.Training.Portraits;

/// <summary>Gathers the rates of chosen samples.</summary>
/// <param name="chosen">Numbers of the samples, ascending.</param>
internal sealed class RateSamples<T>(int[] chosen) : IAnswerWatcher<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<int, List<double>> _layers = [];

    /// <summary>How they are spread, for layers 1 … P.</summary>
    public IReadOnlyList<ValueHistogram> Histograms =>
        [.. _layers.OrderBy(static layer => layer.Key).Select(static layer => ValueHistogram.Of(string.Create(CultureInfo.InvariantCulture, $"layer {layer.Key}"), layer.Value))];

    /// <inheritdoc/>
    public void OnAnswers(int first, Batch<T> batch, Activity<T> activity)
    {
        int start = Array.BinarySearch(chosen, first);
        for (int index = start < 0 ? ~start : start; index < chosen.Length && chosen[index] < first + batch.Count; index++)
        {
            for (int layer = 1; layer <= activity.Architecture.OutputLayer; layer++)
                Add(layer, activity.Rates[layer].Row(chosen[index] - first));
        }
    }

    private void Add(int layer, ReadOnlySpan<T> rates)
    {
        if (!_layers.TryGetValue(layer, out List<double>? values))
            _layers.Add(layer, values = new List<double>(rates.Length * chosen.Length));
        foreach (T rate in rates)
            values.Add(double.CreateChecked(rate));
    }
}
