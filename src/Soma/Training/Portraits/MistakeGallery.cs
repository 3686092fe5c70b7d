using System.Numerics;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;

namespace Soma.Training.Portraits;

/// <summary>Keeps the most decided mistakes.</summary>
internal sealed class MistakeGallery<T>(Dataset data, int most) : IAnswerWatcher<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<Mistake> _mistakes = [];

    /// <summary>What was kept, the most decided first, of equals the first of the dataset.</summary>
    public IReadOnlyList<Mistake> Worst =>
        [.. _mistakes.OrderByDescending(static mistake => mistake.Margin).ThenBy(static mistake => mistake.Sample).Take(most).Select(mistake => mistake with { Image = Picture.Of(data, mistake.Sample) })];

    /// <inheritdoc/>
    public void OnAnswers(int first, Batch<T> batch, Activity<T> activity)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            ReadOnlySpan<T> outputs = activity.Rates[activity.Architecture.OutputLayer].Row(row);
            int answer = Accuracy.Answer(outputs), label = batch.Labels[row];
            if (answer != label)
                _mistakes.Add(new Mistake(first + row, label, answer, double.CreateChecked(outputs[answer] - outputs[label]), null));
        }
    }
}
