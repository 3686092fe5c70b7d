using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Solvers;

public sealed class OdeSolverTests
{
    private static readonly string[] _adaptive = [.. TableauCatalog.All.Where(static tableau => tableau.IsAdaptive && tableau.Name != "fehlberg2-as-published").Select(static tableau => tableau.Name)];

    public static TheoryData<string> Adaptive() => [.. _adaptive];

    // The error of a whole solution is not that of a step, but of its size.
    [Theory]
    [MemberData(nameof(Adaptive))]
    public void A_smaller_tolerance_brings_a_smaller_error(string name)
    {
        double ErrorAt(double tolerance)
        {
            OdeSolution<double> solution = Solve(new() { Method = name, RelativeTolerance = tolerance, AbsoluteTolerance = tolerance }, Oscillator(), [0, 5], [1, 0]);
            return Math.Abs(solution[1][0] - Math.Cos(5));
        }

        Assert.InRange(ErrorAt(1e-3), 1e-9, 1);
        Assert.InRange(ErrorAt(1e-6), 0, 2e-3);
        Assert.True(ErrorAt(1e-6) < 0.1 * ErrorAt(1e-3));
    }

    // Catches output by interpolation, a time that is missed by a rounding, and an output that is taken a step too late.
    [Fact]
    public void Steps_end_exactly_at_every_output_time()
    {
        double[] times = [0.1, 0.7, 0.70001, 3];
        OdeSolution<double> solution = Solve(new() { Method = "bosh3", RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 }, Oscillator(), times, [Math.Cos(0.1), -Math.Sin(0.1)]);
        Assert.Equal(4, solution.Reached);
        Assert.All(times, time => Assert.Contains(time, solution.StepTimes));
        for (int output = 0; output < times.Length; output++)
            Assert.Equal(Math.Cos(times[output]), solution[output][0], 1e-3);
    }

    [Fact]
    public void Counts_are_those_of_the_field()
    {
        FunctionField field = Oscillator();
        OdeSolution<double> solution = Solve(new() { FirstStep = 5 }, field, [0, 3, 5], [1, 0]);
        Assert.Equal(field.Evaluations, solution.Evaluations);
        Assert.Equal(solution.AcceptedSteps, solution.Attempts.Count(static attempt => attempt.Accepted));
        Assert.Contains(solution.Attempts, static attempt => !attempt.Accepted);
        Assert.Equal(5, solution.FirstStep);
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("rk4", 4)]
    public void Fixed_steps_divide_each_output_interval_evenly(string method, int stages)
    {
        OdeSolution<double> solution = Solve(new() { Method = method, StepsPerOutput = 4 }, Oscillator(), [0, 1, 3], [1, 0]);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3], solution.StepTimes);
        Assert.Equal(1 + (8 * stages), solution.Evaluations);
    }

    [Fact]
    public void No_step_is_larger_than_allowed() => Assert.All(
        Solve(new() { LargestStep = 0.1 }, Oscillator(), [5, 0], [1, 0]).Attempts,
        static attempt => Assert.InRange(-attempt.Proposed, 0, 0.1));

    // The second part would force small steps if the norm were taken over all values together: it is what is worst alone that counts.
    [Fact]
    public void The_error_of_a_state_in_parts_is_that_of_the_worst_part()
    {
        static void Rates(double time, double[] state, double[] rate)
        {
            rate.AsSpan().Clear();
            rate[^1] = 20 * Math.Cos(20 * time);
        }

        OdeOptions options = new() { Method = "bosh3", RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-3 };
        OdeSolution<double> whole = Solve(options, new FunctionField(401, Rates), [0, 3], new double[401]);
        OdeSolution<double> inParts = Solve(options, new FunctionField(401, Rates, 400, 1), [0, 3], new double[401]);
        OdeSolution<double> alone = Solve(options, new FunctionField(1, Rates), [0, 3], [0]);
        Assert.Equal(alone.StepTimes, inParts.StepTimes);
        Assert.True(whole.AcceptedSteps < inParts.AcceptedSteps);
    }

    // dy/dt = −y over a second: float has some seven digits.
    [Theory]
    [InlineData("dopri5")]
    [InlineData("rk4")]
    public void Float_solves_to_its_own_precision(string method)
    {
        OdeSolution<float> solution = new OdeSolver<float>(new() { Method = method, StepsPerOutput = 50, RelativeTolerance = 1e-5, AbsoluteTolerance = 1e-6 }).Solve(new FloatDecay(), [0, 1], [1f]);
        Assert.True(solution.Outcome.Succeeded);
        Assert.Equal(Math.Exp(-1), solution[1][0], 3e-6);
    }

    [Fact]
    public void A_solver_goes_from_one_field_to_another_and_back()
    {
        OdeSolver<double> solver = new();
        FunctionField oscillator = Oscillator(), growth = new(1, static (_, state, rate) => rate[0] = state[0]);
        double[] first = solver.Solve(oscillator, [0, 2], [1, 0]).States.ToArray();
        Assert.Equal(Math.E, solver.Solve(growth, [0, 1], [1])[1][0], 1e-6);
        Assert.Equal(first, solver.Solve(oscillator, [0, 2], [1, 0]).States.ToArray());
    }

    // Catches a solution that is overwritten by the next one of the same solver.
    [Fact]
    public void A_solution_stays_what_it_was_when_the_solver_goes_on()
    {
        OdeSolver<double> solver = new();
        OdeSolution<double> solution = solver.Solve(Oscillator(), [0, 2], [1, 0]);
        (double value, int steps) = (solution[1][0], solution.AcceptedSteps);
        solver.Solve(Oscillator(), [0, 9], [3, 0]);
        Assert.Equal((value, steps), (solution[1][0], solution.AcceptedSteps));
    }

    private static OdeSolution<double> Solve(OdeOptions options, VectorField<double> field, double[] times, double[] start)
    {
        OdeSolution<double> solution = new OdeSolver<double>(options).Solve(field, times, start);
        Assert.True(solution.Outcome.Succeeded, solution.Outcome.Advice);
        return solution;
    }

    private static FunctionField Oscillator() => new(2, static (_, state, rate) => (rate[0], rate[1]) = (state[1], -state[0]));

    private sealed class FloatDecay() : VectorField<float>(1)
    {
        public override void Evaluate(double time, ReadOnlySpan<float> state, Span<float> rate, Span<float> tape) => rate[0] = -state[0];

        public override double Pull(
            double time, ReadOnlySpan<float> state, ReadOnlySpan<float> tape, ReadOnlySpan<float> cotangent, Span<float> stateGradient, Span<float> parameterGradient)
        {
            stateGradient[0] = -cotangent[0];
            return 0;
        }
    }
}
