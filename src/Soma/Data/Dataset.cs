using System.Globalization;
using System.Numerics;

namespace Soma.Data;

/// <summary>
/// Samples kept as the bytes they were read as, so that MNIST takes 47 MB instead of 188; values are made when a batch is filled.
/// Samples that were never bytes are kept as floats and handed over as they are.
/// </summary>
public sealed class Dataset
{
    /// <summary>Joins samples of bytes and labels.</summary>
    /// <param name="name">For messages, such as "mnist/train".</param>
    /// <param name="features">Values per sample, at least 1.</param>
    /// <param name="classes">Number of classes, 1 to 256.</param>
    /// <param name="samples">All samples, one after the other.</param>
    /// <param name="labels">One class per sample, 0 to <paramref name="classes"/> − 1.</param>
    /// <exception cref="ArgumentException">There are not as many samples as labels, or a label is not a class.</exception>
    public Dataset(string name, int features, int classes, ReadOnlyMemory<byte> samples, ReadOnlyMemory<byte> labels)
        : this(name, features, classes, labels)
    {
        RequireLength(samples.Length, "bytes", nameof(samples));
        Samples = samples;
    }

    /// <summary>Joins samples of any numbers and labels.</summary>
    /// <param name="name">For messages, such as "iris/train".</param>
    /// <param name="features">Values per sample, at least 1.</param>
    /// <param name="classes">Number of classes, 1 to 256.</param>
    /// <param name="values">All samples, one after the other, as the network is to see them: <see cref="Normalization"/> leaves them alone.</param>
    /// <param name="labels">One class per sample, 0 to <paramref name="classes"/> − 1.</param>
    /// <exception cref="ArgumentException">There are not as many samples as labels, or a label is not a class.</exception>
    public Dataset(string name, int features, int classes, ReadOnlyMemory<float> values, ReadOnlyMemory<byte> labels)
        : this(name, features, classes, labels)
    {
        RequireLength(values.Length, "numbers", nameof(values));
        Values = values;
    }

    private Dataset(string name, int features, int classes, ReadOnlyMemory<byte> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, byte.MaxValue + 1);
        int outside = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (outside >= 0)
            throw new ArgumentException($"'{name}' has the label {labels.Span[outside]} at index {outside}; labels go from 0 to {classes - 1}.", nameof(labels));
        Name = name;
        Features = features;
        Classes = classes;
        Labels = labels;
        LabelNames = [.. Enumerable.Range(0, classes).Select(static label => label.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>For messages, such as "mnist/train".</summary>
    public string Name { get; }

    /// <summary>Values per sample.</summary>
    public int Features { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>All samples, one after the other: <see cref="Count"/> · <see cref="Features"/> bytes; empty if they are kept as <see cref="Values"/>.</summary>
    public ReadOnlyMemory<byte> Samples { get; }

    /// <summary>All samples, one after the other: <see cref="Count"/> · <see cref="Features"/> numbers; empty if they are kept as <see cref="Samples"/>.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>One class per sample, 0 to <see cref="Classes"/> − 1.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>Value of each byte for each feature group; the default is byte / 255, from 0 to 1. Says nothing of <see cref="Values"/>.</summary>
    public Normalization Normalization { get; init; } = Normalization.UnitInterval;

    /// <summary>How the features make an image; null if they make none, or if that is not known.</summary>
    /// <exception cref="ArgumentException">The image has another number of values than a sample.</exception>
    public ImageShape? Image
    {
        get;
        init => field = value is null || value.Features == Features
            ? value
            : throw new ArgumentException($"A sample of '{Name}' has {Features} features, but an image of {value} has {value.Features} values.", nameof(Image));
    }

    /// <summary>What each class is called, from class 0; the default are the numbers.</summary>
    /// <exception cref="ArgumentException">There is not one name per class.</exception>
    public IReadOnlyList<string> LabelNames
    {
        get;
        init => field = value.Count == Classes
            ? value
            : throw new ArgumentException($"'{Name}' has {Classes} classes, but was given {value.Count} names.", nameof(LabelNames));
    }

    /// <summary>The first samples, for a short trial; the memory is shared, not copied.</summary>
    /// <param name="count">How many, 0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        return Values.IsEmpty
            ? Like(new Dataset(Name, Features, Classes, Samples[..(count * Features)], Labels[..count]))
            : Like(new Dataset(Name, Features, Classes, Values[..(count * Features)], Labels[..count]));
    }

    /// <summary>Copies samples into a dataset of their own.</summary>
    /// <param name="name">The name of the new dataset, such as "mnist/validation".</param>
    /// <param name="samples">Sample numbers, 0 to <see cref="Count"/> − 1, in the order of the new dataset.</param>
    public Dataset Select(string name, ReadOnlySpan<int> samples)
    {
        byte[] labels = Gather(Labels.Span, samples, 1);
        return Values.IsEmpty
            ? Like(new Dataset(name, Features, Classes, Gather(Samples.Span, samples, Features), labels))
            : Like(new Dataset(name, Features, Classes, Gather(Values.Span, samples, Features), labels));
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
        if (Values.IsEmpty)
            FillFromBytes(samples, batch);
        else
            FillFromValues(samples, batch);

        ReadOnlySpan<byte> classes = Labels.Span;
        Span<int> labels = batch.Labels;
        for (int row = 0; row < samples.Length; row++)
            labels[row] = classes[samples[row]];
        batch.WriteTargets();
    }

    private void FillFromBytes<T>(ReadOnlySpan<int> samples, Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<byte> bytes = Samples.Span;
        for (int row = 0; row < samples.Length; row++)
            Normalization.Apply(bytes.Slice(samples[row] * Features, Features), batch.Inputs.Row(row));
    }

    private void FillFromValues<T>(ReadOnlySpan<int> samples, Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<float> values = Values.Span;
        for (int row = 0; row < samples.Length; row++)
        {
            ReadOnlySpan<float> from = values.Slice(samples[row] * Features, Features);
            Span<T> to = batch.Inputs.Row(row);
            for (int i = 0; i < from.Length; i++)
                to[i] = T.CreateTruncating(from[i]);
        }
    }

    /// <summary>The same samples with other values for their bytes; the memory is shared. Samples that were never bytes stay as they are.</summary>
    /// <param name="normalization">In place of <see cref="Normalization"/>.</param>
    public Dataset With(Normalization normalization) => new(this, this) { Normalization = normalization };

    private Dataset Like(Dataset other) => new(other, this);

    // The samples of one, all that is said about them from the other.
    private Dataset(Dataset samples, Dataset description)
        : this(samples.Name, samples.Features, samples.Classes, samples.Labels)
    {
        Samples = samples.Samples;
        Values = samples.Values;
        Normalization = description.Normalization;
        Image = description.Image;
        LabelNames = description.LabelNames;
    }

    private static TItem[] Gather<TItem>(ReadOnlySpan<TItem> from, ReadOnlySpan<int> samples, int length)
    {
        TItem[] to = new TItem[samples.Length * length];
        for (int i = 0; i < samples.Length; i++)
            from.Slice(samples[i] * length, length).CopyTo(to.AsSpan(i * length));
        return to;
    }

    private void RequireLength(int given, string what, string parameter)
    {
        if (given != (long)Features * Count)
            throw new ArgumentException($"'{Name}' has {Count} labels, that is {(long)Features * Count} {what} of samples, but was given {given}.", parameter);
    }
}
