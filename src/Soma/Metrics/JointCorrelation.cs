using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// The second moments of two layers r and q: R_r = E[r rᵀ], R_q = E[q qᵀ] and R_rq = E[r qᵀ]. Correlative measures know of the layers nothing else.
/// They are correlations as in the paper, not covariances: the mean is not taken away.
/// </summary>
public sealed class JointCorrelation
{
    /// <summary>Joins the three correlations; they are kept, not copied.</summary>
    /// <param name="first">R_r, shape (n, n).</param>
    /// <param name="second">R_q, shape (m, m).</param>
    /// <param name="cross">R_rq, shape (n, m).</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public JointCorrelation(Matrix<double> first, Matrix<double> second, Matrix<double> cross)
    {
        if (first.Rows != first.Columns || second.Rows != second.Columns || cross.Rows != first.Rows || cross.Columns != second.Rows)
        {
            throw new ArgumentException(
                $"Correlations of n and m units have shapes (n, n), (m, m) and (n, m), but given were ({first.Rows}, {first.Columns}), ({second.Rows}, {second.Columns}) and ({cross.Rows}, {cross.Columns}).",
                nameof(cross));
        }

        First = first;
        Second = second;
        Cross = cross;
    }

    /// <summary>R_r, shape (n, n).</summary>
    public Matrix<double> First { get; }

    /// <summary>R_q, shape (m, m).</summary>
    public Matrix<double> Second { get; }

    /// <summary>R_rq, shape (n, m).</summary>
    public Matrix<double> Cross { get; }

    /// <summary>The same with r and q in each other's place.</summary>
    public JointCorrelation Swapped => new(Second, First, Transposed(Cross));

    /// <summary>The correlation of both layers together, [[R_r, R_rq], [R_qr, R_q]].</summary>
    public Matrix<double> Whole
    {
        get
        {
            int n = First.Rows, m = Second.Rows;
            Matrix<double> whole = new(n + m, n + m), back = Transposed(Cross);
            for (int row = 0; row < n; row++)
            {
                First.Row(row).CopyTo(whole.Row(row));
                Cross.Row(row).CopyTo(whole.Row(row)[n..]);
            }

            for (int row = 0; row < m; row++)
            {
                back.Row(row).CopyTo(whole.Row(n + row));
                Second.Row(row).CopyTo(whole.Row(n + row)[n..]);
            }

            return whole;
        }
    }

    /// <summary>The correlations of samples, each of the same weight.</summary>
    /// <param name="first">r, one sample per row.</param>
    /// <param name="second">q of the same samples.</param>
    /// <param name="samples">How many, from row 0.</param>
    public static JointCorrelation Of<T>(Matrix<T> first, Matrix<T> second, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(SampleCorrelation.Of(first, first, samples), SampleCorrelation.Of(second, second, samples), SampleCorrelation.Of(first, second, samples));

    private static Matrix<double> Transposed(Matrix<double> matrix)
    {
        Matrix<double> transposed = new(matrix.Columns, matrix.Rows);
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                transposed.Row(column)[row] = matrix.Row(row)[column];
        }

        return transposed;
    }
}
