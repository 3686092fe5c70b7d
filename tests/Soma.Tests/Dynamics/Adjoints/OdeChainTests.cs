using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Adjoints;

public sealed class OdeChainTests
{
    private static readonly OdeOptions _options = new() { Method = "rk4", StepsPerOutput = 5 };

    // One equation cut into three is the same equation: catches a start that is not the end before, and a gradient that is handed on to the wrong neighbour.
    [Theory]
    [InlineData("symplectic-adjoint")]
    [InlineData("backpropagation")]
    [InlineData("checkpoint-per-step")]
    [InlineData("checkpoint-per-component")]
    public void Components_in_sequence_are_one_solution(string mode)
    {
        GradientProblem<double> problem = new(6, 3, 2, [5], FieldActivation.Tanh, [0, 1, 2, 3]);
        problem.OutputGradients.AsSpan(0, 3 * problem.Start.Length).Clear();
        double[] whole = problem.Gradient(new SymplecticAdjoint<double>(_options));
        OdeChain<double> chain = new(mode, [new(problem.Field, 0, 1), new(problem.Field, 1, 2), new(problem.Field, 2, 3)], _options);
        IReadOnlyList<OdeSolution<double>> solutions = chain.Forward(problem.Start);
        Assert.Equal(new OdeSolver<double>(_options).Solve(problem.Field, problem.Times, problem.Start)[3].ToArray(), solutions[^1][1].ToArray());
        double[] start = new double[problem.Start.Length], parameters = new double[chain.ParameterLength];
        GradientReport report = chain.Backward(problem.OutputGradients.AsSpan(3 * problem.Start.Length), start, parameters);
        Assert.True(report.Outcome.Succeeded);
        double[] shared = [.. Enumerable.Range(0, problem.Field.ParameterLength).Select(index => parameters.Where((_, place) => place % problem.Field.ParameterLength == index).Sum())];
        Assert.InRange(GradientProblem<double>.Difference([.. start, .. shared], whole), 0, 1e-13);
    }

    // Each component's parameters have a place of their own, in the order of the components.
    [Fact]
    public void Gradients_lie_in_the_order_of_the_components()
    {
        GradientProblem<double> first = new(1, 1, 2, [3], FieldActivation.Tanh, [0, 1]), second = new(2, 1, 2, [4, 4], FieldActivation.Softplus, [0, 1]);
        OdeChain<double> chain = new("symplectic-adjoint", [new(first.Field, 0, 1), new(second.Field, 0, -1)], _options);
        double[] middle = chain.Forward(first.Start)[0][1].ToArray(), start = new double[2], parameters = new double[chain.ParameterLength];
        chain.Backward([1, -2], start, parameters);
        SymplecticAdjoint<double> alone = new(_options);
        double[] middleGradient = new double[2], expected = new double[second.Field.ParameterLength];
        alone.Forward(second.Field, [0, -1], middle);
        alone.Backward([0, 0, 1, -2], middleGradient, expected);
        Assert.Equal(expected, parameters[first.Field.ParameterLength..]);
    }

    [Fact]
    public void A_chain_ends_with_the_first_component_that_fails()
    {
        GradientProblem<double> problem = new(1, 1, 2, [3], FieldActivation.Tanh, [0, 1]);
        OdeChain<double> chain = new("symplectic-adjoint", [new(problem.Field, 0, 1), new(problem.Field, 0, 1)], _options with { MaxSteps = 3 });
        Assert.Equal(OdeEnd.TooManySteps, Assert.Single(chain.Forward(problem.Start)).Outcome.End);
        Assert.Throws<InvalidOperationException>(() => chain.Backward([1, 1], new double[2], new double[chain.ParameterLength]));
    }

    [Fact]
    public void Components_must_fit_each_other()
    {
        GradientProblem<double> two = new(1, 1, 2, [3], FieldActivation.Tanh, [0, 1]), three = new(1, 1, 3, [3], FieldActivation.Tanh, [0, 1]);
        Assert.Contains("2, 3 values", Assert.Throws<ArgumentException>(() => new OdeChain<double>("backpropagation", [new(two.Field, 0, 1), new(three.Field, 0, 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("none", Assert.Throws<ArgumentException>(static () => new OdeChain<double>("backpropagation", [])).Message, StringComparison.Ordinal);
    }
}
