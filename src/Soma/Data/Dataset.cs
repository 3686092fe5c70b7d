using System.Numerics;

namespace Soma.Data;

/// <summary>
/// Samples kept as the bytes they were read as, so that MNIST takes 47 MB instead of 188; values are made when a batch is filled.
/// </summary>
public sealed class Dataset
{
    /// <summary>Joins samples and labels.</summary>
    /// <param name="name">For messages, such as "mnist/train".</param>
    /// <param name="features">Bytes per sample, at least 1.</param>
    /// <param name="classes">Number of classes, 1 to 256.</param>
    /// <param name="samples">All samples, one after the other.</param>
    /// <param name="labels">One class per sample, 0 to <paramref name="classes"/> − 1.</param>
    /// <exception cref="ArgumentException">There are not as many samples as labels, or a label is not a class.</exception>
    public Dataset(string name, int features, int classes, ReadOnlyMemory<byte> samples, ReadOnlyMemory<byte> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, byte.MaxValue + 1);
        if (samples.Length != (long)features * labels.Length)
            throw new ArgumentException($"'{name}' has {labels.Length} labels, that is {(long)features * labels.Length} bytes of samples, but was given {samples.Length}.", nameof(samples));
        int outside = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (outside >= 0)
            throw new ArgumentException($"'{name}' has the label {labels.Span[outside]} at index {outside}; labels go from 0 to {classes - 1}.", nameof(labels));
        Name = name;
        Features = features;
        Classes = classes;
        Samples = samples;
        Labels = labels;
    }

    /// <summary>For messages, such as "mnist/train".</summary>
    public string Name { get; }

    /// <summary>Bytes per sample.</summary>
    public int Features { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>All samples, one after the other: <see cref="Count"/> · <see cref="Features"/> bytes.</summary>
    public ReadOnlyMemory<byte> Samples { get; }

    /// <summary>One class per sample, 0 to <see cref="Classes"/> − 1.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>Value of each byte for each feature group; the default is byte / 255, from 0 to 1.</summary>
    public Normalization Normalization { get; init; } = Normalization.UnitInterval;

    /// <summary>The first samples, for a short trial; the bytes are shared, not copied.</summary>
    /// <param name="count">How many, 0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return new Dataset(Name, Features, Classes, Samples[..(count * Features)], Labels[..count]) { Normalization = Normalization };
    }

    /// <summary>Fills a batch with the samples of the given numbers.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="samples">Sample numbers; at most the capacity of the batch.</param>
    /// <param name="batch">Receives inputs, labels and targets; has as many features and classes.</param>
    /// <exception cref="ArgumentException">The batch is of another width.</exception>
    public void Fill<T>(ReadOnlySpan<int> samples, Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (batch.Inputs.Columns != Features || batch.Targets.Columns != Classes)
        {
            throw new ArgumentException(
                $"'{Name}' has {Features} features and {Classes} classes, but the batch has room for {batch.Inputs.Columns} and {batch.Targets.Columns}.", nameof(batch));
        }

        batch.Count = samples.Length;
        ReadOnlySpan<byte> bytes = Samples.Span;
        ReadOnlySpan<byte> classes = Labels.Span;
        Span<int> labels = batch.Labels;
        for (int row = 0; row < samples.Length; row++)
        {
            int sample = samples[row];
            Normalization.Apply(bytes.Slice(sample * Features, Features), batch.Inputs.Row(row));
            labels[row] = classes[sample];
        }

        batch.WriteTargets();
    }
}
