using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Adjoints;

/// <summary>Gradients of random fields, by every mode with every method.</summary>
public sealed class ExactGradientTests
{
    private static readonly double[][] _times = [[0, 1.3, 1.4, 2], [1.5, 0.5, -0.5]];

    public static TheoryData<string> Methods() => [.. TableauCatalog.All.Select(static tableau => tableau.Name)];

    public static TheoryData<string, string> ModesAndMethods()
    {
        TheoryData<string, string> cases = [];
        foreach (GradientModeInfo mode in GradientModeCatalog.All.Where(static mode => mode.IsExact && mode.Name != "backpropagation"))
        {
            foreach (Tableau tableau in TableauCatalog.All)
                cases.Add(mode.Name, tableau.Name);
        }

        return cases;
    }

    // The golden number of issue 6. Both use formulas of their own, so that a wrong coefficient of the partner shows.
    [Theory]
    [MemberData(nameof(ModesAndMethods))]
    public void Exact_modes_agree_with_backpropagation_to_rounding(string mode, string method)
    {
        OdeOptions options = OptionsOf(method);
        foreach (GradientProblem<double> problem in Problems())
        {
            double[] expected = problem.Gradient(new SolverBackpropagation<double>(options));
            Assert.InRange(GradientProblem<double>.Difference(problem.Gradient(GradientModeCatalog.Create<double>(mode, options)), expected), 0, 1e-12);
        }
    }

    // A witness that knows nothing of adjoints. The steps are held fixed, as every exact mode takes them.
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_gradient_is_what_differences_of_the_loss_say(string method)
    {
        OdeOptions options = new() { Method = method, StepsPerOutput = 3, FirstStep = 0.25, Growth = 1, AbsoluteTolerance = 1e6, RelativeTolerance = 1 };
        GradientProblem<double> problem = new(5, 2, 2, [4, 3], FieldActivation.Tanh, [0, 0.5, 1.25]);
        double[] point = [.. problem.Start, .. problem.Field.Parameters], differences = new double[point.Length];
        for (int index = 0; index < point.Length; index++)
        {
            double At(double shift)
            {
                double[] moved = [.. point];
                moved[index] += shift;
                return problem.Loss(options, moved[..problem.Start.Length], moved[problem.Start.Length..]);
            }

            const double h = 1e-3;
            differences[index] = ((8 * (At(h) - At(-h))) - (At(2 * h) - At(-2 * h))) / (12 * h);
        }

        Assert.InRange(GradientProblem<double>.Difference(problem.Gradient(new SymplecticAdjoint<double>(options)), differences), 0, 1e-10);
    }

    [Theory]
    [InlineData(FieldActivation.Tanh, 1e-6)]
    [InlineData(FieldActivation.Softplus, 1e-6)]
    [InlineData(FieldActivation.Sigmoid, 1e-6)]
    [InlineData(FieldActivation.Relu, 1e-3)]
    public void The_continuous_adjoint_comes_close_as_the_tolerance_falls_and_is_far_when_it_is_loose(FieldActivation activation, double close)
    {
        GradientProblem<double> problem = new(9, 3, 3, [6], activation, [0, 2]);
        double DifferenceAt(double tolerance)
        {
            OdeOptions options = new() { RelativeTolerance = tolerance, AbsoluteTolerance = tolerance };
            return GradientProblem<double>.Difference(problem.Gradient(new ContinuousAdjoint<double>(options)), problem.Gradient(new SymplecticAdjoint<double>(options)));
        }

        Assert.InRange(DifferenceAt(1e-10), 0, close);
        Assert.InRange(DifferenceAt(1e-2), close, 1);
    }

    // Float rounds differently along the two ways; neither may be worse than the other by much, and both must be right.
    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    [InlineData("dopri8")]
    [InlineData("fehlberg2")]
    public void In_float_the_symplectic_adjoint_errs_no_more_than_backpropagation(string method)
    {
        OdeOptions options = new() { Method = method, StepsPerOutput = 20, FirstStep = 0.0625, Growth = 1, AbsoluteTolerance = 1e6, RelativeTolerance = 1 };
        GradientProblem<float> single = new(3, 4, 3, [8], FieldActivation.Tanh, [0, 1.25, 2.5]);
        GradientProblem<double> wide = new(3, 4, 3, [8], FieldActivation.Tanh, [0, 1.25, 2.5]);
        wide.Field.SetParameters([.. single.Field.Parameters.ToArray().Select(static value => (double)value)]);
        for (int index = 0; index < wide.Start.Length; index++)
            wide.Start[index] = single.Start[index];
        for (int index = 0; index < wide.OutputGradients.Length; index++)
            wide.OutputGradients[index] = single.OutputGradients[index];
        double[] truth = wide.Gradient(new SolverBackpropagation<double>(options));
        double plain = GradientProblem<double>.Difference(single.Gradient(new SolverBackpropagation<float>(options)), truth);
        double symplectic = GradientProblem<double>.Difference(single.Gradient(new SymplecticAdjoint<float>(options)), truth);
        Assert.InRange(plain, 1e-9, 3e-6);
        Assert.InRange(symplectic, 1e-9, Math.Max(3 * plain, 1e-6));
    }

    // Without this the two ways would agree by agreeing on zero steps, one output, or a field that stands still.
    [Fact]
    public void The_problems_have_many_steps_and_some_that_fail()
    {
        GradientProblem<double> problem = Problems().ElementAt(2);
        OdeSolution<double> solution = new OdeSolver<double>(OptionsOf("dopri5")).Solve(problem.Field, problem.Times, problem.Start);
        Assert.InRange(solution.AcceptedSteps, 4, 1000);
        Assert.Contains(solution.Attempts, static attempt => !attempt.Accepted);
    }

    private static OdeOptions OptionsOf(string method)
    {
        // Methods of low order would make thousands of steps at the tolerances of the others.
        double tolerance = method == "fehlberg2-as-published" ? 0.2 : TableauCatalog.Find(method)!.Order <= 2 ? 1e-4 : 1e-6;
        return new() { Method = method, StepsPerOutput = 3, FirstStep = 1, RelativeTolerance = tolerance, AbsoluteTolerance = tolerance / 10 };
    }

    private static IEnumerable<GradientProblem<double>> Problems()
    {
        FieldActivation[] smooth = [FieldActivation.Tanh, FieldActivation.Softplus, FieldActivation.Sigmoid];
        for (int number = 0; number < 4; number++)
        {
            int[] hidden = [.. Enumerable.Repeat(5 + number, number)];
            GradientProblem<double> problem = new((ulong)number, 2 + number, 3, hidden, smooth[number % 3], _times[number % 2]);
            problem.Field.SetParameters([.. problem.Field.Parameters.ToArray().Select(static value => 3 * value)]);
            yield return problem;
        }
    }
}
