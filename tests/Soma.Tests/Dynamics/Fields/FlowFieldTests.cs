using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Numerics;
using Soma.Tests.Numerics;

namespace Soma.Tests.Dynamics.Fields;

[Collection(ForcedPaths.Name)]
public sealed class FlowFieldTests
{
    public static TheoryData<FieldActivation, bool> SmoothWithBothTraces()
    {
        TheoryData<FieldActivation, bool> cases = [];
        foreach (FieldActivation activation in (FieldActivation[])[FieldActivation.Tanh, FieldActivation.Softplus, FieldActivation.Sigmoid])
        {
            cases.Add(activation, true);
            cases.Add(activation, false);
        }

        return cases;
    }

    // The gradient of a trace is a second derivative: catches every factor of it.
    [Theory]
    [MemberData(nameof(SmoothWithBothTraces))]
    public void What_is_pulled_back_is_what_differences_say(FieldActivation activation, bool exact)
    {
        foreach (int[] hidden in (int[][])[[], [4], [5, 17]])
        {
            FlowField<double> field = new(3, 2, hidden, activation, exact);
            RandomStream random = new(8);
            field.Grow(random);
            field.SetNoise(PulledBack.Draw(random, 6));
            PulledBack.IsWhatDifferencesSay(field, 0.4, PulledBack.Draw(random, 9), random);
        }
    }

    // A second witness: differences of the first part of the field itself.
    [Fact]
    public void The_exact_trace_is_that_of_the_Jacobian()
    {
        FlowField<double> field = Grown(2, exact: true);
        double[] state = PulledBack.Draw(new RandomStream(1), 6), rate = new double[6], up = new double[6], down = new double[6];
        field.Evaluate(0.3, state, rate, []);
        for (int sample = 0; sample < 2; sample++)
        {
            double trace = 0;
            for (int index = 2 * sample; index < 2 * (sample + 1); index++)
            {
                field.Evaluate(0.3, [.. state.Select((value, i) => i == index ? value + 1e-5 : value)], up, []);
                field.Evaluate(0.3, [.. state.Select((value, i) => i == index ? value - 1e-5 : value)], down, []);
                trace += (up[index] - down[index]) / 2e-5;
            }

            Assert.Equal(trace, rate[4 + sample], 1e-9);
        }
    }

    // In two dimensions the mean over all four pairs of signs is the trace, not only on the average.
    [Fact]
    public void The_mean_of_the_estimate_over_all_signs_is_the_exact_trace()
    {
        FlowField<double> exact = Grown(1, exact: true), estimated = Grown(1, exact: false);
        double[] state = [0.4, -0.7, 0], rate = new double[3], sum = new double[3];
        exact.Evaluate(0.3, state, rate, []);
        double[] estimates = new double[4];
        for (int signs = 0; signs < 4; signs++)
        {
            estimated.SetNoise([(signs & 1) == 0 ? 1 : -1, (signs & 2) == 0 ? 1 : -1]);
            estimated.Evaluate(0.3, state, sum, []);
            Assert.Equal(rate[..2], sum[..2]);
            estimates[signs] = sum[2];
        }

        Assert.Equal(rate[2], estimates.Average(), 1e-14);
        Assert.True(estimates.Max() - estimates.Min() > 1e-3, "All estimates are equal, so the mean shows nothing.");
    }

    // Without its traces a flow field is a perceptron field.
    [Fact]
    public void Points_move_as_in_the_perceptron_field_of_the_same_parameters()
    {
        FlowField<double> flow = Grown(2, exact: false);
        PerceptronField<double> field = new(2, 2, [5, 9]);
        field.SetParameters(flow.Parameters);
        double[] state = PulledBack.Draw(new RandomStream(2), 6), rate = new double[6], expected = new double[4];
        flow.Evaluate(0.6, state, rate, []);
        field.Evaluate(0.6, state.AsSpan(0, 4), expected, []);
        Assert.Equal(expected, rate[..4]);
    }

    [Fact]
    public void The_same_bits_come_on_every_path_and_for_any_number_of_threads()
    {
        double[]? expected = null;
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 3])
            {
                using ThreadTeam team = new(threads);
                FlowField<double> field = Grown(17, exact: true, team);
                SymplecticAdjoint<double> mode = new(new() { RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-4 });
                double[] start = PulledBack.Draw(new RandomStream(6), field.StateLength), gradient = new double[field.ParameterLength], startGradient = new double[start.Length];
                mode.Forward(field, [0, 1], start);
                mode.Backward([.. start, .. start], startGradient, gradient);
                double[] found = [.. startGradient, .. gradient];
                Assert.Equal(expected ??= found, found);
            }
        }
    }

    [Fact]
    public void Noise_of_another_length_is_refused() =>
        Assert.Contains("3 values", Assert.Throws<ArgumentException>(static () => Grown(2, exact: false).SetNoise([1, 1, 1])).Message, StringComparison.Ordinal);

    private static FlowField<double> Grown(int samples, bool exact, ThreadTeam? team = null)
    {
        FlowField<double> field = new(samples, 2, [5, 9], FieldActivation.Tanh, exact, team);
        field.Grow(new RandomStream(3));
        return field;
    }
}
