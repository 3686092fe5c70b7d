using System.Numerics;

namespace Soma.Data;

/// <summary>
/// How bytes become values: (byte / 255 − mean) / deviation, with one mean and deviation for each of several equal runs of
/// features (the colour planes of an image).
/// </summary>
/// <param name="Means">One per run.</param>
/// <param name="Deviations">One per run, not zero.</param>
public sealed record Normalization(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
{
    /// <summary>byte / 255: values from 0 to 1.</summary>
    public static Normalization UnitInterval { get; } = new([0.0], [1.0]);

    /// <summary>Converts one sample.</summary>
    /// <param name="bytes">The sample.</param>
    /// <param name="values">As many values.</param>
    public void Apply<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> table = stackalloc T[byte.MaxValue + 1];
        int run = bytes.Length / Means.Count;
        for (int plane = 0; plane < Means.Count; plane++)
        {
            for (int value = 0; value < table.Length; value++)
                table[value] = T.CreateChecked(((value / 255.0) - Means[plane]) / Deviations[plane]);
            for (int i = plane * run; i < (plane + 1) * run; i++)
                values[i] = table[bytes[i]];
        }
    }
}
