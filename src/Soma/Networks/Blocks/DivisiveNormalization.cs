using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// A group of units shares what it has: r = (z − μ)/v^p, with the mean and the smoothed variance of the <see cref="Grouping{T}"/>. It looks at one example at a time and learns nothing, so training and
/// answering are the same.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="grouping">The groups.</param>
/// <param name="exponent">p.</param>
public sealed class DivisiveNormalization<T>(Grouping<T> grouping, double exponent)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>r.</summary>
    /// <param name="centered">z − μ.</param>
    /// <param name="rows">The rows of one example.</param>
    /// <param name="variances">v.</param>
    /// <param name="normalized">Receives r; may be <paramref name="centered"/>.</param>
    /// <param name="scratch">A value per channel and one per group, to work with.</param>
    public void Apply(Matrix<T> centered, RowRange rows, ReadOnlySpan<T> variances, Matrix<T> normalized, Span<T> scratch)
    {
        Span<T> factors = scratch[..centered.Columns], powers = scratch.Slice(centered.Columns, grouping.Groups);
        Grouping<T>.Raise(variances, -exponent, powers);
        grouping.Spread(powers, factors);
        Grouping<T>.Scale(centered, rows, factors, normalized);
    }

    /// <summary>From e = ∂L/∂r to ∂L/∂z = (e − mean(e))/v^p − (2p/n)(z − μ) v^(−p−1) Σ e (z − μ), means and sums over the group.</summary>
    /// <param name="errors">e, one row per pixel; becomes ∂L/∂z.</param>
    /// <param name="centered">z − μ.</param>
    /// <param name="rows">The rows of one example.</param>
    /// <param name="variances">v.</param>
    /// <param name="scratch">A value per channel and one per group, to work with.</param>
    public void Return(Matrix<T> errors, Matrix<T> centered, RowRange rows, ReadOnlySpan<T> variances, Span<T> scratch)
    {
        Span<T> channels = scratch[..centered.Columns], groups = scratch.Slice(centered.Columns, grouping.Groups);
        T units = T.CreateChecked(centered.Columns / grouping.Groups * rows.Count), pull = T.CreateChecked(-2 * exponent) / units;
        grouping.Total(errors, null, rows, groups, channels);
        foreach (ref T sum in groups)
            sum /= units;
        grouping.Spread(groups, channels);
        for (int row = rows.Start; row < rows.End; row++)
            Primitives.Map<T, Difference>(default, errors.Row(row), channels, errors.Row(row));

        // Σ e (z − μ) is the same before and after the mean was taken from e, for Σ (z − μ) = 0; everything is then divided by v^p at once.
        grouping.Total(errors, centered, rows, groups, channels);
        for (int group = 0; group < groups.Length; group++)
            groups[group] *= pull / variances[group];
        grouping.Spread(groups, channels);
        for (int row = rows.Start; row < rows.End; row++)
            Primitives.Map<T, ProductAddition>(default, channels, centered.Row(row), errors.Row(row), errors.Row(row));
        Apply(errors, rows, variances, errors, scratch);
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }

    private readonly struct ProductAddition : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, b, c);
    }
}
