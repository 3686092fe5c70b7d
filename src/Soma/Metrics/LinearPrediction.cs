using Soma.Numerics;
using Dense = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Soma.Metrics;

/// <summary>
/// Prediction of a layer q from a layer r by a matrix, held small by ε (CorInfoMax, 3 and 5). For the prediction the other way round
/// give <see cref="JointCorrelation.Swapped"/>: the two predictors are each other's transposes only in special cases.
/// </summary>
public static class LinearPrediction
{
    /// <summary>A = argmin E‖q − A r‖² + ε‖A‖² = R_qr (R_r + εI)⁻¹, shape (m, n). For neighbouring layers it is what W learns (A.44), and swapped what V learns (A.45).</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static Matrix<double> Predictor(JointCorrelation joint, double epsilon) => PerturbedCorrelation.FromMathNet(Solved(joint, epsilon).Transpose());

    /// <summary>E[(q − A r)(q − A r)ᵀ] of any predictor, shape (m, m).</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="predictor">A, shape (m, n).</param>
    public static Matrix<double> ErrorCorrelation(JointCorrelation joint, Matrix<double> predictor)
    {
        Dense a = PerturbedCorrelation.ToMathNet(predictor), first = PerturbedCorrelation.ToMathNet(joint.First), cross = PerturbedCorrelation.ToMathNet(joint.Cross);
        Dense explained = a * cross;
        return PerturbedCorrelation.FromMathNet(PerturbedCorrelation.ToMathNet(joint.Second) - explained - explained.Transpose() + (a * first * a.Transpose()));
    }

    /// <summary>
    /// R_{q|r} = R_q − R_qr (R_r + εI)⁻¹ R_rq, shape (m, m): what r leaves open of q. It is the error correlation of the predictor A plus ε A Aᵀ,
    /// the form with which both expressions of the mutual information are equal exactly.
    /// </summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static Matrix<double> Conditional(JointCorrelation joint, double epsilon)
    {
        Dense cross = PerturbedCorrelation.ToMathNet(joint.Cross);
        return PerturbedCorrelation.FromMathNet(PerturbedCorrelation.ToMathNet(joint.Second) - (cross.Transpose() * Solved(joint, epsilon)));
    }

    // (R_r + εI)⁻¹ R_rq
    private static Dense Solved(JointCorrelation joint, double epsilon) =>
        PerturbedCorrelation.Factor(joint.First, epsilon).Solve(PerturbedCorrelation.ToMathNet(joint.Cross));
}
