using System.Numerics;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;

namespace Soma.Training.Portraits;

/// <summary>Counts which classes are taken for which.</summary>
internal sealed class ConfusionCount<T>(Dataset data) : IAnswerWatcher<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[][] _counts = [.. Enumerable.Range(0, data.Classes).Select(_ => new int[data.Classes])];

    /// <summary>What was counted.</summary>
    public ConfusionMatrix Matrix => new(data.LabelNames, _counts);

    /// <inheritdoc/>
    public void OnAnswers(int first, Batch<T> batch, Activity<T> activity)
    {
        for (int row = 0; row < batch.Count; row++)
            _counts[batch.Labels[row]][Accuracy.Answer<T>(activity.Rates[activity.Architecture.OutputLayer].Row(row))]++;
    }
}
