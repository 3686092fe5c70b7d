using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// Units of a layer in equal groups of neighbours, one example at a time: of a group of n units the mean μ, the centred activity z − μ, and the smoothed variance v = (δ + Σ(z − μ)²)/n. What a kernel
/// sees of the group is u = v^q, a number. Of a convolution a group is a run of channels, with all their pixels.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="groups">G.</param>
/// <param name="delta">δ, in the sum: its weight falls with the size of the group.</param>
public sealed class Grouping<T>(int groups, double delta)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>G.</summary>
    public int Groups => groups;

    /// <summary>The number of groups nearest to the root of the units: 32 of 1024. Of two equally near the larger; 1 if the number of units is prime.</summary>
    /// <param name="units">Units, or channels.</param>
    public static int NaturalCount(int units)
    {
        int size = (int)Math.Sqrt(units);
        while (units % size != 0)
            size--;
        return size == 1 ? 1 : units / size;
    }

    /// <summary>z − μ, and v.</summary>
    /// <param name="activity">z: a row per pixel, a column per channel.</param>
    /// <param name="rows">The rows of one example.</param>
    /// <param name="centered">Receives z − μ; may be <paramref name="activity"/>.</param>
    /// <param name="variances">Receives v, a value per group.</param>
    /// <param name="scratch">A value per channel, to work with.</param>
    public void Center(Matrix<T> activity, RowRange rows, Matrix<T> centered, Span<T> variances, Span<T> scratch)
    {
        int size = scratch.Length / groups;
        T units = T.CreateChecked(size * rows.Count), smoothing = T.CreateChecked(delta);
        Sum(activity, rows, scratch);
        for (int group = 0; group < groups; group++)
        {
            Span<T> channels = scratch.Slice(group * size, size);
            channels.Fill(SumOf(channels) / units);
        }

        for (int row = rows.Start; row < rows.End; row++)
            Primitives.Map<T, Difference>(default, activity.Row(row), scratch, centered.Row(row));
        SumSquares(centered, rows, scratch);
        for (int group = 0; group < groups; group++)
            variances[group] = (smoothing + SumOf(scratch.Slice(group * size, size))) / units;
    }

    /// <summary>v^exponent.</summary>
    /// <param name="variances">v.</param>
    /// <param name="exponent">Any number.</param>
    /// <param name="powers">Receives it; may be the same memory.</param>
    public static void Raise(ReadOnlySpan<T> variances, double exponent, Span<T> powers) => Primitives.Map<T, Power>(new(T.CreateChecked(exponent)), variances, powers);

    /// <summary>Each group's value for each of its channels.</summary>
    /// <param name="values">One per group.</param>
    /// <param name="channels">Receives one per channel.</param>
    public void Spread(ReadOnlySpan<T> values, Span<T> channels)
    {
        int size = channels.Length / groups;
        for (int group = 0; group < groups; group++)
            channels.Slice(group * size, size).Fill(values[group]);
    }

    /// <summary>The activity times a value per channel, row by row.</summary>
    /// <param name="activity">A row per pixel, a column per channel.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="factors">One per channel.</param>
    /// <param name="scaled">Receives it; may be <paramref name="activity"/>.</param>
    public static void Scale(Matrix<T> activity, RowRange rows, ReadOnlySpan<T> factors, Matrix<T> scaled)
    {
        for (int row = rows.Start; row < rows.End; row++)
            Primitives.Map<T, Product>(default, activity.Row(row), factors, scaled.Row(row));
    }

    /// <summary>For each group the sum of a signal over its channels and pixels.</summary>
    /// <param name="signal">A row per pixel, a column per channel.</param>
    /// <param name="weights">Of the same shape, multiplied to it before; null for none.</param>
    /// <param name="rows">The rows of one example.</param>
    /// <param name="sums">Receives one per group.</param>
    /// <param name="scratch">A value per channel, to work with.</param>
    public void Total(Matrix<T> signal, Matrix<T>? weights, RowRange rows, Span<T> sums, Span<T> scratch)
    {
        int size = scratch.Length / groups;
        if (weights is null)
            Sum(signal, rows, scratch);
        else
            SumProducts(signal, weights, rows, scratch);
        for (int group = 0; group < groups; group++)
            sums[group] = SumOf(scratch.Slice(group * size, size));
    }

    private static T SumOf(ReadOnlySpan<T> values)
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return sum;
    }

    private static void Sum(Matrix<T> signal, RowRange rows, Span<T> sums)
    {
        signal.Row(rows.Start).CopyTo(sums);
        for (int row = rows.Start + 1; row < rows.End; row++)
            Primitives.Map<T, Addition>(default, sums, signal.Row(row), sums);
    }

    private static void SumSquares(Matrix<T> signal, RowRange rows, Span<T> sums) => SumProducts(signal, signal, rows, sums);

    private static void SumProducts(Matrix<T> signal, Matrix<T> weights, RowRange rows, Span<T> sums)
    {
        Primitives.Map<T, Product>(default, signal.Row(rows.Start), weights.Row(rows.Start), sums);
        for (int row = rows.Start + 1; row < rows.End; row++)
            Primitives.Map<T, ProductAddition>(default, signal.Row(row), weights.Row(row), sums, sums);
    }

    // x^e = exp(e·ln x): the same bits everywhere, which a library's power function need not give.
    private readonly struct Power(T exponent) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Exp<TLanes, T>(TLanes.Broadcast(exponent) * LaneMath.Log<TLanes, T>(a));
    }

    private readonly struct Addition : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }

    private readonly struct Product : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a * b;
    }

    private readonly struct ProductAddition : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes sum)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, b, sum);
    }
}
