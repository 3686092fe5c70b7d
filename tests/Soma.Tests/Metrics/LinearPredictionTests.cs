using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Tests.Metrics;

/// <summary>The predictors of equations 3 and 5, which W and V learn (A.44, A.45).</summary>
public sealed class LinearPredictionTests
{
    private const double Epsilon = 0.3;

    [Fact]
    public void No_other_matrix_predicts_better_at_the_price_of_its_size()
    {
        JointCorrelation joint = Signals.Joint(4, 3);
        Matrix<double> best = LinearPrediction.Predictor(joint, Epsilon);
        double least = Cost(joint, best);
        for (ulong trial = 0; trial < 20; trial++)
        {
            Matrix<double> other = Signals.Random(3, 4, 50 + trial);
            foreach (double step in (double[])[1e-3, 0.1, 1])
            {
                Matrix<double> moved = Signals.Of(3, 4, [.. best.ToArray().Zip(other.ToArray(), (value, direction) => value + (step * direction))]);
                Assert.True(Cost(joint, moved) > least, $"trial {trial}, step {step}");
            }
        }
    }

    // r = 1 · q with R_q = 2, ε = 1: forward A = 2/(2 + 1), and the way back the same, for one unit each; the general case is no transpose.
    [Fact]
    public void Forward_and_backward_predictors_are_not_each_others_transposes()
    {
        JointCorrelation one = new(Signals.Of(1, 1, 2), Signals.Of(1, 1, 2), Signals.Of(1, 1, 2));
        Assert.Equal(2.0 / 3, LinearPrediction.Predictor(one, 1).Row(0)[0], 1e-15);
        JointCorrelation joint = Signals.Joint(2, 2);
        Matrix<double> forward = LinearPrediction.Predictor(joint, Epsilon), backward = LinearPrediction.Predictor(joint.Swapped, Epsilon);
        Assert.True(Math.Abs(forward.Row(0)[1] - backward.Row(1)[0]) > 0.01);
    }

    // Catches a conditional correlation that is taken for the error correlation: they differ by ε A Aᵀ.
    [Fact]
    public void What_remains_open_is_the_error_correlation_and_the_predictors_ridge()
    {
        JointCorrelation joint = Signals.Joint(4, 3);
        Matrix<double> predictor = LinearPrediction.Predictor(joint, Epsilon), open = LinearPrediction.Conditional(joint, Epsilon), errors = LinearPrediction.ErrorCorrelation(joint, predictor);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                Assert.Equal(errors.Row(i)[j] + (Epsilon * Primitives.Dot<double>(predictor.Row(i), predictor.Row(j))), open.Row(i)[j], 1e-12);
        }
    }

    private static double Cost(JointCorrelation joint, Matrix<double> predictor)
    {
        Matrix<double> errors = LinearPrediction.ErrorCorrelation(joint, predictor);
        return Enumerable.Range(0, errors.Rows).Sum(unit => errors.Row(unit)[unit]) + (Epsilon * Primitives.Dot<double>(predictor.Storage, predictor.Storage));
    }
}
