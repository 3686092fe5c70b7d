using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Tests.Metrics;

/// <summary>The measures of the paper's section 2 and appendix A, held to closed forms and to each other.</summary>
public sealed class CorrelativeInformationTests
{
    private const double Epsilon = 0.15;

    // det [[2 + ε, 1], [1, 1 + ε]] with ε = 1 is 3·2 − 1 = 5, worked out by hand.
    [Fact]
    public void The_entropy_of_two_units_is_the_one_worked_out_by_hand() =>
        Assert.Equal((0.5 * Math.Log(5)) + Math.Log(2 * Math.PI * Math.E), CorrelativeEntropy.Of(Signals.Of(2, 2, 2, 1, 1, 1), 1), 1e-14);

    // One unit each: R_r = 3, R_q = 2, R_rq = 1.5, ε = 1: ½ ln(4·3 / (12 − 2.25)).
    [Fact]
    public void The_information_between_two_units_is_the_one_worked_out_by_hand()
    {
        JointCorrelation joint = new(Signals.Of(1, 1, 3), Signals.Of(1, 1, 2), Signals.Of(1, 1, 1.5));
        double expected = 0.5 * Math.Log(12 / 9.75);
        Assert.Equal(expected, CorrelativeInformation.Between(joint, 1), 1e-14);
        Assert.Equal(expected, CorrelativeInformation.Forward(joint, 1), 1e-14);
        Assert.Equal(expected, CorrelativeInformation.Backward(joint, 1), 1e-14);
    }

    // Catches the error correlation in place of Schur's complement, with which forward and backward differ by about ε‖A‖².
    [Theory]
    [InlineData(4, 7, 0.15)]
    [InlineData(7, 4, 1.0)]
    [InlineData(12, 3, 0.001)]
    public void Forward_backward_and_symmetric_expressions_are_equal(int n, int m, double epsilon)
    {
        JointCorrelation joint = Signals.Joint(n, m);
        double between = CorrelativeInformation.Between(joint, epsilon);
        Assert.InRange(between, 0.1, 100);
        Assert.Equal(between, CorrelativeInformation.Forward(joint, epsilon), 1e-11);
        Assert.Equal(between, CorrelativeInformation.Backward(joint, epsilon), 1e-11);
        Assert.Equal(between, CorrelativeEntropy.Of(joint.Second, epsilon) - CorrelativeEntropy.Conditional(joint, epsilon), 1e-11);
        Assert.Equal(between, CorrelativeEntropy.Of(joint.First, epsilon) + CorrelativeEntropy.Of(joint.Second, epsilon) - CorrelativeEntropy.Joint(joint, epsilon), 1e-11);
    }

    [Fact]
    public void Layers_without_cross_correlation_tell_nothing_of_each_other()
    {
        JointCorrelation dependent = Signals.Joint(5, 3);
        JointCorrelation apart = new(dependent.First, dependent.Second, new Matrix<double>(5, 3));
        Assert.Equal(0, CorrelativeInformation.Between(apart, Epsilon), 1e-13);
        Assert.Equal(0, CorrelativeInformation.Forward(apart, Epsilon));
        Assert.Equal(0, CorrelativeInformation.Backward(apart, Epsilon));
    }

    // Units with correlation coefficient ρ in pairs: the Gaussian mutual information is −½ ln(1 − ρ²) each.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Without_perturbation_it_is_the_mutual_information_of_gaussian_variables(double rho)
    {
        JointCorrelation joint = new(Signals.Of(2, 2, 1, 0, 0, 4), Signals.Of(2, 2, 9, 0, 0, 1), Signals.Of(2, 2, 3 * rho, 0, 0, 2 * rho));
        double expected = -Math.Log(1 - (rho * rho));
        double[] errors = [.. new[] { 1e-3, 1e-6, 1e-9 }.Select(epsilon => Math.Abs(CorrelativeInformation.Between(joint, epsilon) - expected))];
        Assert.True(errors[0] > errors[1] && errors[1] > errors[2], string.Join(", ", errors));
        Assert.InRange(errors[2], 0, 1e-7);
    }

    // Samples of a Gaussian with known correlation: catches a correlation divided by M − 1, a dropped half, bits in place of nats.
    [Fact]
    public void Gaussian_samples_come_near_the_closed_form()
    {
        const int samples = 20_000;
        RandomStream random = new(11);
        Matrix<double> r = new(samples, 1), q = new(samples, 1);
        for (int sample = 0; sample < samples; sample++)
        {
            double a = Gaussian(random), b = Gaussian(random);
            r.Row(sample)[0] = a;
            q.Row(sample)[0] = (0.8 * a) + (0.6 * b);
        }

        Assert.Equal(-0.5 * Math.Log(1 - 0.64), CorrelativeInformation.OfSamples(r, q, samples, 1e-6), 0.02);
        Assert.Equal(0.5 * Math.Log(2 * Math.PI * Math.E), CorrelativeEntropy.Of(SampleCorrelation.Of(r, r, samples), 1e-6), 0.02);
    }

    // A rotation of either layer leaves R + εI its eigenvalues, so nothing may change.
    [Fact]
    public void Rotating_a_layer_changes_nothing()
    {
        Matrix<double> r = Signals.Random(30, 2, 1), q = Signals.Driven(r, 4, 2), turned = new(30, 2);
        (double sine, double cosine) = Math.SinCos(0.7);
        for (int sample = 0; sample < 30; sample++)
        {
            Span<double> from = r.Row(sample), to = turned.Row(sample);
            (to[0], to[1]) = ((cosine * from[0]) - (sine * from[1]), (sine * from[0]) + (cosine * from[1]));
        }

        JointCorrelation before = JointCorrelation.Of(r, q, 30), after = JointCorrelation.Of(turned, q, 30);
        Assert.NotEqual(before.First.ToArray(), after.First.ToArray());
        Assert.Equal(CorrelativeInformation.Between(before, Epsilon), CorrelativeInformation.Between(after, Epsilon), 1e-12);
        Assert.Equal(CorrelativeEntropy.Of(before.First, Epsilon), CorrelativeEntropy.Of(after.First, Epsilon), 1e-12);
    }

    // Signals c times as strong with ε c² times as large are the same signals in another unit.
    [Fact]
    public void Another_unit_of_the_signals_shifts_the_entropy_and_leaves_the_information()
    {
        Matrix<double> r = Signals.Random(30, 3, 1), q = Signals.Driven(r, 4, 2);
        JointCorrelation small = JointCorrelation.Of(r, q, 30), large = JointCorrelation.Of(Scaled(r, 10), Scaled(q, 10), 30);
        Assert.Equal(CorrelativeInformation.Between(small, Epsilon), CorrelativeInformation.Between(large, 100 * Epsilon), 1e-11);
        Assert.Equal(CorrelativeEntropy.Of(small.First, Epsilon) + (3 * Math.Log(10)), CorrelativeEntropy.Of(large.First, 100 * Epsilon), 1e-11);
    }

    // 9 samples of 5 and 3 units go through the correlations, 6 and 3 samples through the inner products.
    [Theory]
    [InlineData(9)]
    [InlineData(6)]
    [InlineData(3)]
    [InlineData(1)]
    public void Samples_give_what_their_correlations_give(int samples)
    {
        Matrix<double> r = Signals.Random(9, 5, 3), q = Signals.Driven(r, 3, 4);
        Assert.Equal(CorrelativeInformation.Between(JointCorrelation.Of(r, q, samples), Epsilon), CorrelativeInformation.OfSamples(r, q, samples, Epsilon), 1e-12);
    }

    [Fact]
    public void Float_signals_are_measured_in_double()
    {
        Matrix<float> r = new(4, 3), q = new(4, 2);
        Matrix<double> exactR = Signals.Random(4, 3, 3), exactQ = Signals.Random(4, 2, 4);
        r.Import([.. exactR.ToArray().Select(static value => (float)value)]);
        q.Import([.. exactQ.ToArray().Select(static value => (float)value)]);
        exactR.Import([.. r.ToArray().Select(static value => (double)value)]);
        exactQ.Import([.. q.ToArray().Select(static value => (double)value)]);
        Assert.Equal(CorrelativeInformation.OfSamples(exactR, exactQ, 4, Epsilon), CorrelativeInformation.OfSamples(r, q, 4, Epsilon));
    }

    // The gradient of ½ log det(R + εI) is ½ (R + εI)⁻¹; by central differences, along a direction.
    [Fact]
    public void The_entropy_has_the_gradient_of_a_log_determinant()
    {
        Matrix<double> correlation = Signals.Joint(3, 2).First, direction = Signals.Of(3, 3, 1, 0.2, -0.3, 0.2, 0.5, 0.1, -0.3, 0.1, -0.7);
        const double h = 1e-5;
        double slope = (CorrelativeEntropy.Of(Moved(correlation, direction, h), Epsilon) - CorrelativeEntropy.Of(Moved(correlation, direction, -h), Epsilon)) / (2 * h);
        JointCorrelation toDirection = new(correlation, Signals.Of(3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1), direction);
        double expected = 0.5 * Enumerable.Range(0, 3).Sum(unit => LinearPrediction.Predictor(toDirection, Epsilon).Row(unit)[unit]);
        Assert.Equal(expected, slope, 1e-8);
    }

    [Fact]
    public void Linearized_measures_err_to_the_safe_side_and_to_second_order()
    {
        Matrix<double> errors = LinearPrediction.Conditional(Signals.Joint(4, 3), Epsilon);
        double[] excess = [.. new[] { 1e-2, 5e-3 }.Select(scale => CorrelativeEntropy.Linearized(Scaled(errors, scale), Epsilon) - CorrelativeEntropy.Of(Scaled(errors, scale), Epsilon))];
        Assert.InRange(excess[1], 1e-9, 1e-3);
        Assert.InRange(excess[0] / excess[1], 3.8, 4.2);
        JointCorrelation joint = Signals.Joint(4, 3);
        Assert.True(CorrelativeInformation.ForwardLinearized(joint, Epsilon) < CorrelativeInformation.Between(joint, Epsilon));
        Assert.True(CorrelativeInformation.BackwardLinearized(joint, Epsilon) < CorrelativeInformation.Between(joint, Epsilon));
    }

    // The linearized error term is the predictor's squared error over ε and its ridge: what W and V descend.
    [Fact]
    public void The_linearized_error_is_the_squared_error_of_the_predictor_with_its_ridge()
    {
        JointCorrelation joint = Signals.Joint(4, 3);
        Matrix<double> predictor = LinearPrediction.Predictor(joint, Epsilon);
        double squaredError = Trace(LinearPrediction.ErrorCorrelation(joint, predictor)) + (Epsilon * Primitives.Dot<double>(predictor.Storage, predictor.Storage));
        Assert.Equal(CorrelativeInformation.ForwardLinearized(joint, Epsilon), CorrelativeInformation.Linearized(joint.Second, squaredError, Epsilon), 1e-12);
    }

    [Fact]
    public void A_correlation_that_is_none_and_an_epsilon_that_is_not_positive_are_refused()
    {
        Assert.Contains("not positive definite", Assert.Throws<ArgumentException>(() => CorrelativeEntropy.Of(Signals.Of(2, 2, 1, 5, 5, 1), Epsilon)).Message, StringComparison.Ordinal);
        Assert.Contains("(2, 1)", Assert.Throws<ArgumentException>(() => CorrelativeEntropy.Of(new Matrix<double>(2, 1), Epsilon)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CorrelativeEntropy.Of(Signals.Of(1, 1, double.NaN), Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelativeEntropy.Of(Signals.Of(1, 1, 1), 0));
        Assert.Throws<ArgumentException>(() => new JointCorrelation(new Matrix<double>(2, 2), new Matrix<double>(3, 3), new Matrix<double>(3, 2)));
    }

    private static double Gaussian(RandomStream random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Trace(Matrix<double> matrix) => Enumerable.Range(0, matrix.Rows).Sum(unit => matrix.Row(unit)[unit]);

    private static Matrix<double> Scaled(Matrix<double> matrix, double factor) =>
        Signals.Of(matrix.Rows, matrix.Columns, [.. matrix.ToArray().Select(value => factor * value)]);

    private static Matrix<double> Moved(Matrix<double> from, Matrix<double> direction, double distance) =>
        Signals.Of(from.Rows, from.Columns, [.. from.ToArray().Zip(direction.ToArray(), (value, step) => value + (distance * step))]);
}
