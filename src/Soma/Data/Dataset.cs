using System.Numerics;

namespace Soma.Data;

/// <summary>
/// Samples kept as the bytes they were read as, so that MNIST takes 47 MB instead of 188; values are made when a batch is filled.
/// </summary>
/// <param name="Name">For messages, such as "mnist/train".</param>
/// <param name="Features">Bytes per sample.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Samples">All samples, one after the other: <see cref="Count"/> · <paramref name="Features"/> bytes.</param>
/// <param name="Labels">One class per sample, 0 to <paramref name="Classes"/> − 1.</param>
public sealed record Dataset(string Name, int Features, int Classes, ReadOnlyMemory<byte> Samples, ReadOnlyMemory<byte> Labels)
{
    /// <summary>Number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>Value of each byte for each feature group; the default is byte / 255, from 0 to 1.</summary>
    public Normalization Normalization { get; init; } = Normalization.UnitInterval;

    /// <summary>Fills a batch with the samples of the given numbers.</summary>
    /// <param name="samples">Sample numbers; at most the capacity of the batch.</param>
    /// <param name="batch">Receives inputs, labels and targets.</param>
    public void Fill<T>(ReadOnlySpan<int> samples, Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        batch.Count = samples.Length;
        for (int row = 0; row < samples.Length; row++)
        {
            int sample = samples[row];
            Normalization.Apply(Samples.Span.Slice(sample * Features, Features), batch.Inputs.Row(row));
            batch.Labels[row] = Labels.Span[sample];
        }

        batch.WriteTargets();
    }
}
