using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// Correlative entropy (CorInfoMax, A.1–A.5), in nats: H_ε(r) = ½ log det(R_r + εI) + (n/2) log(2πe), the differential entropy of a Gaussian whose covariance is
/// R_r + εI. Like any differential entropy it may be negative.
/// </summary>
public static class CorrelativeEntropy
{
    private static readonly double _perUnit = 0.5 * Math.Log(2 * Math.PI * Math.E);

    /// <summary>H_ε(r).</summary>
    /// <param name="correlation">R_r, shape (n, n).</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Of(Matrix<double> correlation, double epsilon) =>
        (0.5 * PerturbedCorrelation.LogDeterminant(correlation, epsilon)) + (correlation.Rows * _perUnit);

    /// <summary>H_ε(r, q) of both layers together.</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Joint(JointCorrelation joint, double epsilon) => Of(joint.Whole, epsilon);

    /// <summary>H_ε(q | r), what remains open of q when r is known: H_ε(r, q) − H_ε(r), by Schur's complement.</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Conditional(JointCorrelation joint, double epsilon) => Of(LinearPrediction.Conditional(joint, epsilon), epsilon);

    /// <summary>
    /// H_ε with log det(R + εI) ≈ n log ε + Tr(R)/ε (9, 10, A.12–A.15): never below the true value, and near it when the eigenvalues of R are small
    /// beside ε, as those of prediction errors should be.
    /// </summary>
    /// <param name="correlation">R, shape (n, n).</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Linearized(Matrix<double> correlation, double epsilon) =>
        (0.5 * LinearizedLogDeterminant(correlation.Rows, PerturbedCorrelation.Trace(correlation), epsilon)) + (correlation.Rows * _perUnit);

    // n log ε + Tr(R)/ε
    internal static double LinearizedLogDeterminant(int units, double trace, double epsilon) => (units * Math.Log(epsilon)) + (trace / epsilon);
}
