using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// Correlative mutual information of two layers r and q (CorInfoMax, 2–5, A.6–A.9), in nats: how much a linear look at one tells of the other. At least 0,
/// and 0 exactly when R_rq = 0. For zero-mean Gaussian signals and ε → 0 it is their mutual information.
/// </summary>
/// <remarks>
/// Its three expressions are equal, and that is the root of the whole framework: a layer may take the forward one with the layer below and the backward one with
/// the layer above, so that nobody has to know another's synapses.
/// </remarks>
public static class CorrelativeInformation
{
    /// <summary>I_ε(r, q) = ½ log [ det(R_r + εI) det(R_q + εI) / det K ], K the perturbed correlation of both: the same from both sides.</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Between(JointCorrelation joint, double epsilon) =>
        0.5 * (PerturbedCorrelation.LogDeterminant(joint.First, epsilon)
            + PerturbedCorrelation.LogDeterminant(joint.Second, epsilon)
            - PerturbedCorrelation.LogDeterminant(joint.Whole, epsilon));

    /// <summary>½ log det(R_q + εI) − ½ log det(R_{q|r} + εI): what r, the layer below, tells of q (2).</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Forward(JointCorrelation joint, double epsilon) =>
        0.5 * (PerturbedCorrelation.LogDeterminant(joint.Second, epsilon) - PerturbedCorrelation.LogDeterminant(LinearPrediction.Conditional(joint, epsilon), epsilon));

    /// <summary>½ log det(R_r + εI) − ½ log det(R_{r|q} + εI): what q, the layer above, tells of r (4).</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Backward(JointCorrelation joint, double epsilon) => Forward(joint.Swapped, epsilon);

    /// <summary>The forward expression with the error term linearized (9): ½ log det(R_q + εI) − ½(m log ε + Tr(R_{q|r})/ε). Never above the true value.</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double ForwardLinearized(JointCorrelation joint, double epsilon) =>
        Linearized(joint.Second, PerturbedCorrelation.Trace(LinearPrediction.Conditional(joint, epsilon)), epsilon);

    /// <summary>The backward expression with the error term linearized (10). Never above the true value, and in general not equal to the forward one.</summary>
    /// <param name="joint">Correlations of r and q.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double BackwardLinearized(JointCorrelation joint, double epsilon) => ForwardLinearized(joint.Swapped, epsilon);

    /// <summary>
    /// ½ log det(R_q + εI) − ½(m log ε + s/ε) for a predictor that the network really has, such as W or V: the measure that the neurons themselves climb. With the
    /// best predictor A and s = E‖q − A r‖² + ε‖A‖² it is <see cref="ForwardLinearized"/>.
    /// </summary>
    /// <param name="correlation">R_q of the layer that is predicted, shape (m, m).</param>
    /// <param name="squaredError">s: the mean squared length of its prediction error.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Linearized(Matrix<double> correlation, double squaredError, double epsilon) =>
        0.5 * (PerturbedCorrelation.LogDeterminant(correlation, epsilon) - CorrelativeEntropy.LinearizedLogDeterminant(correlation.Rows, squaredError, epsilon));

    /// <summary>I_ε(r, q) of samples of the same weight, in the quickest way: through the correlations, or through the samples' inner products if those are fewer.</summary>
    /// <param name="first">r, one sample per row.</param>
    /// <param name="second">q of the same samples.</param>
    /// <param name="samples">How many, from row 0.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double OfSamples<T>(Matrix<T> first, Matrix<T> second, int samples, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LayerSamples.Information(LayerSamples.Of(first, samples), LayerSamples.Of(second, samples), epsilon);
}
