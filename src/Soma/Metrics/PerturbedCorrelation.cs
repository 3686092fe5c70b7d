using Soma.Numerics;
using Factorization = MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>;
using Symmetric = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Soma.Metrics;

/// <summary>R + εI, the one matrix that every correlative measure factorizes: positive definite for any correlation R and any ε above zero.</summary>
internal static class PerturbedCorrelation
{
    /// <summary>log det(R + εI), in nats.</summary>
    public static double LogDeterminant(Matrix<double> correlation, double epsilon) => Factor(correlation, epsilon).DeterminantLn;

    /// <summary>The Cholesky factorization of R + εI.</summary>
    /// <exception cref="ArgumentException">R is not square or not a correlation, or ε is not positive.</exception>
    public static Factorization Factor(Matrix<double> correlation, double epsilon)
    {
        if (correlation.Rows != correlation.Columns)
            throw new ArgumentException($"A correlation is square, but this one has shape ({correlation.Rows}, {correlation.Columns}).", nameof(correlation));
        if (!(epsilon > 0) || double.IsInfinity(epsilon))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "The perturbation ε must be positive and finite.");
        Symmetric perturbed = ToMathNet(correlation);
        for (int unit = 0; unit < correlation.Rows; unit++)
            perturbed[unit, unit] += epsilon;
        try
        {
            return perturbed.Cholesky();
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentException(
                $"The correlation of {correlation.Rows} units plus ε = {epsilon} is not positive definite: it holds values that are not finite, is not symmetric, or ε is below its rounding. "
                + "Look at the activity, or take a larger ε.",
                nameof(correlation),
                failure);
        }
    }

    /// <summary>A copy for the factorizations.</summary>
    public static Symmetric ToMathNet(Matrix<double> matrix) => Symmetric.Build.Dense(matrix.Rows, matrix.Columns, (row, column) => matrix.Row(row)[column]);

    /// <summary>A copy in our own form.</summary>
    public static Matrix<double> FromMathNet(Symmetric matrix)
    {
        Matrix<double> copy = new(matrix.RowCount, matrix.ColumnCount);
        for (int row = 0; row < copy.Rows; row++)
        {
            for (int column = 0; column < copy.Columns; column++)
                copy.Row(row)[column] = matrix[row, column];
        }

        return copy;
    }

    /// <summary>Tr(R).</summary>
    public static double Trace(Matrix<double> correlation)
    {
        double trace = 0;
        for (int unit = 0; unit < correlation.Rows; unit++)
            trace += correlation.Row(unit)[unit];
        return trace;
    }
}
