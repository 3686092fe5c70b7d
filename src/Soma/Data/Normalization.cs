using System.Numerics;

namespace Soma.Data;

/// <summary>
/// How bytes become values: (byte / 255 − mean) / deviation, with one mean and deviation for each of several equal runs of
/// features (the colour planes of an image). Data whose bytes end earlier than at 255 names its <see cref="Largest"/>.
/// </summary>
public sealed class Normalization
{
    private const int Levels = byte.MaxValue + 1;

    // Made when first asked for, then kept: batches are filled in the training loop. Two threads that ask at once make the same tables.
    private float[]? _singles;
    private double[]? _doubles;

    /// <summary>Fixes means and deviations.</summary>
    /// <param name="means">One per run, at least one; finite.</param>
    /// <param name="deviations">One per run; finite and more than 0.</param>
    /// <exception cref="ArgumentException">The numbers of means and deviations differ, or a value is out of its range.</exception>
    public Normalization(IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        if (means.Count == 0 || means.Count != deviations.Count)
            throw new ArgumentException($"A normalization needs a mean and a deviation per run of features; given were {means.Count} and {deviations.Count}.", nameof(deviations));
        if (!means.All(double.IsFinite) || !deviations.All(static deviation => double.IsFinite(deviation) && deviation > 0))
            throw new ArgumentException("Means must be finite, and deviations finite and more than 0.", nameof(deviations));
        Means = [.. means];
        Deviations = [.. deviations];
    }

    /// <summary>byte / 255: values from 0 to 1.</summary>
    public static Normalization UnitInterval { get; } = new([0.0], [1.0]);

    /// <summary>One per run.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>One per run, more than 0.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>The byte that becomes 1 before mean and deviation are applied; default 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public double Largest
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Largest), value, "The largest byte must be finite and more than 0.");
    } = byte.MaxValue;

    /// <summary>byte / largest: values from 0 to 1 for data with fewer than 256 levels.</summary>
    /// <param name="largest">The byte that becomes 1; finite and more than 0.</param>
    public static Normalization UpTo(double largest) => new([0.0], [1.0]) { Largest = largest };

    /// <summary>Converts one sample; sets no memory aside after the first.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="bytes">The sample; its length is a multiple of the number of runs.</param>
    /// <param name="values">As many values.</param>
    public void Apply<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> tables = Tables<T>();
        int run = bytes.Length / Means.Count;
        for (int plane = 0; plane < Means.Count; plane++)
        {
            ReadOnlySpan<T> table = tables.Slice(plane * Levels, Levels);
            ReadOnlySpan<byte> from = bytes.Slice(plane * run, run);
            Span<T> to = values.Slice(plane * run, run);
            for (int i = 0; i < from.Length; i++)
                to[i] = table[from[i]];
        }
    }

    private T[] Tables<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            return (T[])(object)(_singles ??= MakeTables<float>());
        if (typeof(T) == typeof(double))
            return (T[])(object)(_doubles ??= MakeTables<double>());
        throw new NotSupportedException($"Samples become float or double, not {typeof(T).Name}.");
    }

    // The value of each byte, run after run; computed in double, so that float is the nearest to it.
    private T[] MakeTables<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] tables = new T[Means.Count * Levels];
        for (int plane = 0; plane < Means.Count; plane++)
        {
            for (int value = 0; value < Levels; value++)
                tables[(plane * Levels) + value] = T.CreateChecked(((value / Largest) - Means[plane]) / Deviations[plane]);
        }

        return tables;
    }
}
