using System.Numerics;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Tests.Dynamics.Adjoints;

/// <summary>A random perceptron field, a start, and a loss L = Σ G·y over the outputs: everything that a gradient can be compared on.</summary>
internal sealed class GradientProblem<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public GradientProblem(ulong seed, int samples, int width, IReadOnlyList<int> hidden, FieldActivation activation, double[] times, ThreadTeam? team = null, bool feelsTime = true)
    {
        RandomStream random = new(seed);
        PerceptronField<T> field = new(samples, width, hidden, activation, feelsTime, team);
        field.Grow(random.Split("field"));
        (Field, Times) = (field, times);
        Start = Draw(random.Split("start"), field.StateLength);
        OutputGradients = Draw(random.Split("gradients"), field.StateLength * times.Length);
    }

    public VectorField<T> Field { get; }

    public double[] Times { get; }

    public T[] Start { get; }

    public T[] OutputGradients { get; }

    /// <summary>L of a start and parameters, with the steps of fixed size that the options ask for.</summary>
    public double Loss(OdeOptions options, T[] start, T[] parameters)
    {
        T[] before = Field.Parameters.ToArray();
        Field.SetParameters(parameters);
        T[] states = new OdeSolver<T>(options).Solve(Field, Times, start).States.ToArray();
        Field.SetParameters(before);
        return states.Zip(OutputGradients, static (state, gradient) => double.CreateChecked(state) * double.CreateChecked(gradient)).Sum();
    }

    /// <summary>∂L/∂y₀ and, behind it, ∂L/∂θ.</summary>
    public double[] Gradient(GradientMode<T> mode) => Gradient(mode, out _);

    public double[] Gradient(GradientMode<T> mode, out GradientReport report)
    {
        T[] start = new T[Field.StateLength], parameters = new T[Field.ParameterLength];
        OdeSolution<T> solution = mode.Forward(Field, Times, Start);
        Assert.True(solution.Outcome.Succeeded, solution.Outcome.Advice);
        report = mode.Backward(OutputGradients, start, parameters);
        Assert.True(report.Outcome.Succeeded, report.Outcome.Advice);
        return [.. start.Concat(parameters).Select(double.CreateChecked)];
    }

    /// <summary>max|a − b| / max|b|.</summary>
    public static double Difference(double[] a, double[] b)
    {
        Assert.Equal(b.Length, a.Length);
        Assert.Contains(b, static value => value != 0);
        return a.Zip(b, static (x, y) => Math.Abs(x - y)).Max() / b.Max(Math.Abs);
    }

    private static T[] Draw(RandomStream random, int length) => [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.NextUniform(-1, 1)))];
}
