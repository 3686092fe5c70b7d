using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>R_rq = (1/M) Σₘ r(m) q(m)ᵀ over M samples of the same weight; taken in double, whatever the network's value type.</summary>
public static class SampleCorrelation
{
    /// <summary>R_rq, shape (units of r, units of q). With q = r it is R_r.</summary>
    /// <param name="first">r, one sample per row.</param>
    /// <param name="second">q of the same samples.</param>
    /// <param name="samples">M, at least 1, from row 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many samples.</exception>
    public static Matrix<double> Of<T>(Matrix<T> first, Matrix<T> second, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<double> r = ToDouble(first, samples), q = ReferenceEquals(first, second) ? r : ToDouble(second, samples);
        PanelMatrix<double> sum = new(r.Columns, q.Columns);
        Primitives.AddOuter(sum, 0, 1.0 / samples, r, q, samples, new RowRange(0, q.Columns));
        return ToMatrix(sum);
    }

    /// <summary>The first samples in double; the same memory if they are already.</summary>
    internal static Matrix<double> ToDouble<T>(Matrix<T> signals, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, signals.Rows);
        if (signals is Matrix<double> already)
            return already;
        Matrix<double> copy = new(samples, signals.Columns);
        for (int sample = 0; sample < samples; sample++)
            CopyRow(signals.Row(sample), copy.Row(sample));
        return copy;
    }

    /// <summary>One sample in double.</summary>
    internal static void CopyRow<T>(ReadOnlySpan<T> from, Span<double> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int unit = 0; unit < from.Length; unit++)
            to[unit] = double.CreateChecked(from[unit]);
    }

    /// <summary>The same values in rows.</summary>
    internal static Matrix<double> ToMatrix(PanelMatrix<double> panels)
    {
        Matrix<double> matrix = new(panels.Outputs, panels.Inputs);
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<double> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
                values[column] = panels[row, column];
        }

        return matrix;
    }
}
