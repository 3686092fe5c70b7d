using System.Numerics;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Numerics;
using Soma.Tests.Dynamics.Adjoints;
using Soma.Tests.Numerics;

namespace Soma.Tests.Dynamics.Fields;

[Collection(ForcedPaths.Name)]
public sealed class PerceptronFieldTests
{
    public static TheoryData<FieldActivation> Activations() => [.. Enum.GetValues<FieldActivation>()];

    // Written out once more with plain loops.
    [Theory]
    [MemberData(nameof(Activations))]
    public void The_field_is_the_perceptron_of_its_parameters(FieldActivation activation)
    {
        const double time = 0.7;
        PerceptronField<double> field = new(2, 3, [4, 2], activation);
        field.Grow(new RandomStream(1));
        double[] p = field.Parameters.ToArray(), state = [0.3, -0.5, 0.9, 1.1, 0.2, -2], rate = new double[6];
        field.Evaluate(time, state, rate, []);
        for (int sample = 0; sample < 2; sample++)
        {
            double[] x = state[(3 * sample)..((3 * sample) + 3)];
            double[] first = [.. Layer(p, 0, x, 4).Select((z, unit) => Value(activation, z + (time * p[16 + unit])))];
            double[] second = [.. Layer(p, 20, first, 2).Select(z => Value(activation, z))];
            double[] expected = Layer(p, 30, second, 3);
            for (int unit = 0; unit < 3; unit++)
                Assert.Equal(expected[unit], rate[(3 * sample) + unit], 1e-14);
        }

        Assert.Equal(39, field.ParameterLength);
    }

    // uᵀ∂f/∂y, uᵀ∂f/∂θ and uᵀ∂f/∂t, each against differences of uᵀf.
    [Theory]
    [MemberData(nameof(Activations))]
    public void What_is_pulled_back_is_what_differences_say(FieldActivation activation)
    {
        foreach (int[] hidden in (int[][])[[], [5], [4, 17, 3]])
        {
            PerceptronField<double> field = new(3, 2, hidden, activation);
            RandomStream random = new(7);
            field.Grow(random);
            double[] state = Draw(random, 6), u = Draw(random, 6), stateGradient = new double[6], parameterGradient = new double[field.ParameterLength];
            double[] tape = new double[field.TapeLength], rate = new double[6], parameters = field.Parameters.ToArray();
            field.Evaluate(0.4, state, rate, tape);

            // Something else is evaluated between, so that only the tape can know.
            field.Evaluate(9, u, rate, []);
            double timeGradient = field.Pull(0.4, state, tape, u, stateGradient, parameterGradient);
            double At(double time, double[] y, double[] theta)
            {
                field.SetParameters(theta);
                field.Evaluate(time, y, rate, []);
                return rate.Zip(u, static (a, b) => a * b).Sum();
            }

            Assert.Equal(Slope(h => At(0.4 + h, state, parameters)), timeGradient, 1e-8);
            for (int index = 0; index < 6; index++)
                Assert.Equal(Slope(h => At(0.4, Moved(state, index, h), parameters)), stateGradient[index], 1e-8);
            for (int index = 0; index < parameters.Length; index++)
                Assert.Equal(Slope(h => At(0.4, state, Moved(parameters, index, h))), parameterGradient[index], 1e-8);
        }
    }

    // The short cut leaves out the last layer and the tape, and may leave out nothing else.
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 9 })]
    [InlineData(new[] { 4, 17, 3 })]
    public void Evaluating_and_pulling_at_once_gives_the_bits_of_one_after_the_other(int[] hidden)
    {
        PerceptronField<double> field = new(7, 2, hidden, FieldActivation.Softplus);
        RandomStream random = new(8);
        field.Grow(random);
        double[] state = Draw(random, 14), u = Draw(random, 14), rate = new double[14], tape = new double[field.TapeLength];
        double[] apart = new double[14], atOnce = new double[14], parametersApart = new double[field.ParameterLength], parametersAtOnce = new double[field.ParameterLength];
        field.Evaluate(0.4, state, rate, tape);
        double time = field.Pull(0.4, state, tape, u, apart, parametersApart);
        field.Evaluate(3, u, rate, []);
        Assert.Equal(time, field.EvaluateAndPull(0.4, state, tape, u, atOnce, parametersAtOnce));
        Assert.Equal(apart, atOnce);
        Assert.Equal(parametersApart, parametersAtOnce);
    }

    [Fact]
    public void Gradients_of_parameters_are_added_to_what_is_there()
    {
        PerceptronField<double> field = new(1, 2, [3]);
        field.Grow(new RandomStream(2));
        double[] tape = new double[3], once = new double[field.ParameterLength], state = [1, 2], rate = new double[2];
        field.Evaluate(0, state, rate, tape);
        field.Pull(0, state, tape, [1, 1], rate, once);
        double[] twice = [.. once];
        field.Pull(0, state, tape, [1, 1], rate, twice);
        Assert.Equal(once.Select(static value => 2 * value), twice);
    }

    // Catches a sum that threads or vector lanes divide, in the field, in the solver's norms, or in the gradient.
    [Fact]
    public void The_same_bits_come_on_every_path_and_for_any_number_of_threads()
    {
        SameBits<double>();
        SameBits<float>();
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Contains("4, 0", Assert.Throws<ArgumentException>(static () => new PerceptronField<float>(2, 2, [4, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PerceptronField<float>(0, 2, [4]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PerceptronField<float>(2, 0, [4]));
        Assert.Contains("has 6 parameters, but 5", Assert.Throws<ArgumentException>(static () => new PerceptronField<float>(1, 2, [], feelsTime: false).SetParameters(new float[5])).Message, StringComparison.Ordinal);
    }

    private static void SameBits<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[]? expected = null;
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 2, 3])
            {
                using ThreadTeam team = new(threads);
                GradientProblem<T> problem = new(3, 13, 3, [17, 33], FieldActivation.Softplus, [0, 0.5, 1], team);
                double[] gradient = problem.Gradient(new SymplecticAdjoint<T>(new() { RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-4 }));
                Assert.Equal(expected ??= gradient, gradient);
            }
        }
    }

    private static double[] Layer(double[] p, int start, double[] x, int units) =>
        [.. Enumerable.Range(0, units).Select(unit => p[start + (units * x.Length) + unit] + x.Select((value, input) => value * p[start + (unit * x.Length) + input]).Sum())];

    private static double Value(FieldActivation activation, double z) => activation switch
    {
        FieldActivation.Tanh => Math.Tanh(z),
        FieldActivation.Softplus => Math.Log(1 + Math.Exp(z)),
        FieldActivation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        _ => Math.Max(0, z),
    };

    private static double Slope(Func<double, double> at)
    {
        const double h = 1e-4;
        return ((8 * (at(h) - at(-h))) - (at(2 * h) - at(-2 * h))) / (12 * h);
    }

    private static double[] Moved(double[] values, int index, double shift) => [.. values.Select((value, place) => place == index ? value + shift : value)];

    private static double[] Draw(RandomStream random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextUniform(-1, 1))];
}
