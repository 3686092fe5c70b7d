using System.Numerics;
using Soma.Networks;
using Soma.Numerics;
using Symmetric = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Soma.Metrics;

/// <summary>
/// The layerwise correlative information <em>as the published CorInfoMax code logs it</em>, kept so that its numbers can be compared with.
/// It is not the textbook measure: there is no factor ½, the n ln ε term has the opposite sign and is divided by the
/// number of samples, the backward form counts one unit too many, and only its first value exists. The textbook measure is <see cref="CorrelativeInformation"/>.
/// </summary>
/// <remarks>
/// fwdᵢ = ln det(Kᵢ₊₁ + εI) − (1/M)[ (1/ε) Σₘ ‖rᵢ₊₁ − Wᵢ₊₁ rᵢ‖² − nᵢ₊₁ ln ε ], i = 1 … P − 1;
/// bwd₁ = ln det(K₁ + εI) − (1/M)[ (1/ε) Σₘ ‖r₁ − V₂ r₂‖² − (n₁ + 1) ln ε ].
/// </remarks>
public static class PublishedInformation
{
    /// <summary>fwdᵢ: what layer i tells of layer i + 1.</summary>
    /// <param name="correlation">Kᵢ₊₁, shape (n, n).</param>
    /// <param name="weights">Wᵢ₊₁.</param>
    /// <param name="lower">Rates of layer i.</param>
    /// <param name="upper">Rates of layer i + 1.</param>
    /// <param name="samples">M, rows from 0.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Forward<T>(PanelMatrix<T> correlation, PanelMatrix<T> weights, Matrix<T> lower, Matrix<T> upper, int samples, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        LogDeterminant(correlation, epsilon) - ((PredictionError(weights, lower, upper, samples) / epsilon) - (upper.Columns * Math.Log(epsilon))) / samples;

    /// <summary>bwd₁: what layer 2 tells of layer 1.</summary>
    /// <param name="correlation">K₁, shape (n, n).</param>
    /// <param name="weights">V₂.</param>
    /// <param name="lower">Rates of layer 1.</param>
    /// <param name="upper">Rates of layer 2.</param>
    /// <param name="samples">M, rows from 0.</param>
    /// <param name="epsilon">ε, positive.</param>
    public static double Backward<T>(PanelMatrix<T> correlation, PanelMatrix<T> weights, Matrix<T> lower, Matrix<T> upper, int samples, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        LogDeterminant(correlation, epsilon) - ((PredictionError(weights, upper, lower, samples) / epsilon) - ((lower.Columns + 1) * Math.Log(epsilon))) / samples;

    // Σₘ ‖target(m) − W source(m)‖²
    private static double PredictionError<T>(PanelMatrix<T> weights, Matrix<T> source, Matrix<T> target, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> prediction = new(samples, weights.Outputs);
        Primitives.Multiply(source, weights, prediction, new RowRange(0, samples));
        double sum = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<T> wanted = target.Row(sample), predicted = prediction.Row(sample);
            for (int unit = 0; unit < wanted.Length; unit++)
                sum += Square(double.CreateChecked(wanted[unit]) - double.CreateChecked(predicted[unit]));
        }

        return sum;
    }

    private static double LogDeterminant<T>(PanelMatrix<T> correlation, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Symmetric.Build.Dense(correlation.Outputs, correlation.Inputs, (i, j) => double.CreateChecked(correlation[i, j]) + (i == j ? epsilon : 0))
            .Cholesky().DeterminantLn;

    private static double Square(double x) => x * x;
}
