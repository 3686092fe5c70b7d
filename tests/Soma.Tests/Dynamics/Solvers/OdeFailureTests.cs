using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Solvers;

/// <summary>Equations that cannot be solved end with a result that says why and where; callers' mistakes are said all at once.</summary>
public sealed class OdeFailureTests
{
    public static TheoryData<string> Names() => [.. TableauCatalog.All.Select(static tableau => tableau.Name)];

    // dy/dt = y² blows up at t = 1.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_solution_that_grows_without_bound_ends_where_it_does(string name)
    {
        OdeSolution<double> solution = Solve(new() { Method = name, StepsPerOutput = 2000, RelativeTolerance = 1e-2, AbsoluteTolerance = 1e-2 }, static (_, y, rate) => rate[0] = y[0] * y[0], [0, 0.5, 2, 3]);
        Assert.Contains(solution.Outcome.End, (OdeEnd[])[OdeEnd.NotFinite, OdeEnd.StepTooSmall, OdeEnd.TooManySteps]);
        Assert.InRange(solution.Outcome.Time, 0.9, 1.3);
        Assert.Equal(2, solution.Reached);
        Assert.Equal(2, solution[1][0], 0.2);
        Assert.NotEmpty(solution.Outcome.Advice);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_not_a_number_from_some_time_on_is_told_with_the_time(string name)
    {
        OdeSolution<double> solution = Solve(new() { Method = name, StepsPerOutput = 100 }, static (t, y, rate) => rate[0] = t > 0.75 ? double.NaN : 1e-4, [0, 0.5, 1]);
        Assert.Equal(OdeEnd.NotFinite, solution.Outcome.End);
        Assert.InRange(solution.Outcome.Time, 0.74, 0.77);
        Assert.Equal(2, solution.Reached);
        Assert.Contains("finite", solution.Outcome.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_never_a_number_ends_at_the_start(string name)
    {
        OdeSolution<double> solution = Solve(new() { Method = name }, static (t, y, rate) => rate[0] = double.NaN, [2, 5]);
        Assert.Equal((OdeEnd.NotFinite, 2.0, 1L), (solution.Outcome.End, solution.Outcome.Time, solution.Evaluations));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_start_that_is_not_finite_is_a_result_too(double start) => Assert.Equal(
        OdeEnd.NotFinite,
        new OdeSolver<double>().Solve(new FunctionField(1, static (_, y, rate) => rate[0] = -y[0]), [0, 1], [start]).Outcome.End);

    // Explicit methods cannot do this in less than some 10⁸ steps; the default cap must stop them, and soon.
    [Fact]
    public void A_stiff_problem_hits_the_cap_with_advice()
    {
        OdeSolution<double> solution = Solve(new(), static (t, y, rate) => rate[0] = -1e9 * (y[0] - Math.Cos(t)), [0, 1]);
        Assert.Equal(OdeEnd.TooManySteps, solution.Outcome.End);
        Assert.Equal(new OdeOptions().MaxSteps, solution.Attempts.Count);
        Assert.Contains("stiff", solution.Outcome.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixed_steps_are_capped_too()
    {
        OdeSolution<double> solution = Solve(new() { Method = "euler", StepsPerOutput = 60, MaxSteps = 100 }, static (_, y, rate) => rate[0] = 1, [0, 1, 2]);
        Assert.Equal((OdeEnd.TooManySteps, 2, 100), (solution.Outcome.End, solution.Reached, solution.AcceptedSteps));
    }

    // A jump of the field: no step across it is good enough if the tolerance is below what double resolves.
    [Fact]
    public void Steps_that_would_be_too_small_end_the_solution()
    {
        OdeOptions options = new() { RelativeTolerance = 1e-16, AbsoluteTolerance = 1e-300, Method = "dopri8" };
        OdeSolution<double> solution = Solve(options, static (t, y, rate) => rate[0] = t < 0.5 ? y[0] : -1e6 * y[0], [0, 1]);
        Assert.Contains(solution.Outcome.End, (OdeEnd[])[OdeEnd.StepTooSmall, OdeEnd.TooManySteps]);
        solution = Solve(new() { SmallestStep = 0.05 }, static (t, y, rate) => rate[0] = Math.Cos(100 * t), [0, 10]);
        Assert.Equal(OdeEnd.StepTooSmall, solution.Outcome.End);
        Assert.InRange(solution.Outcome.Step, 0, 0.05);
    }

    // A tolerance that float cannot resolve must not become an endless loop.
    [Fact]
    public void Float_at_the_tolerance_of_double_ends()
    {
        OdeSolution<float> solution = new OdeSolver<float>(new() { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12, MaxSteps = 2000 }).Solve(new Jitter(), [0, 100], [1f, 0f]);
        Assert.False(solution.Outcome.Succeeded);
    }

    // Catches a step that fails once and is then taken for the end: a smaller one succeeds.
    [Fact]
    public void A_step_that_is_not_finite_is_tried_again_smaller()
    {
        OdeSolution<double> solution = Solve(new() { FirstStep = 4 }, static (t, y, rate) => rate[0] = -Math.Sqrt(1 + y[0]), [0, 1], 3);
        Assert.True(solution.Outcome.Succeeded, solution.Outcome.Advice);
        Assert.Contains(solution.Attempts, static attempt => !attempt.Accepted);
        Assert.Equal(1.25, solution[1][0], 1e-6);
    }

    [Fact]
    public void Times_out_of_order_and_a_start_of_the_wrong_length_are_told_at_once()
    {
        string message = Assert.Throws<ArgumentException>(static () => new OdeSolver<double>().Solve(new FunctionField(2, static (_, _, _) => { }), [0, 1, 1, 0.5, double.NaN], [1])).Message;
        Assert.Contains("has 2 values, but the start has 1", message, StringComparison.Ordinal);
        Assert.Contains("Times 1 and 2 are both 1", message, StringComparison.Ordinal);
        Assert.Contains("Time 3 is 0.5 after 1, but the times began to rise", message, StringComparison.Ordinal);
        Assert.Contains("Time 4 is NaN", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 1.0 })]
    public void One_time_is_not_enough(double[] times) => Assert.Contains(
        "Two times or more",
        Assert.Throws<ArgumentException>(() => new OdeSolver<double>().Solve(new FunctionField(1, static (_, _, _) => { }), times, [1])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_with_the_options_is_told_at_once()
    {
        OdeOptions bad = new() { Method = "dopri6", RelativeTolerance = 0, AbsoluteTolerance = -1, Growth = 0.5, Shrink = 1, Safety = double.NaN, MaxSteps = 0, LargestStep = 1, SmallestStep = 2 };
        string message = Assert.Throws<ArgumentException>(() => new OdeSolver<double>(bad)).Message;
        string[] expected =
        [
            "there is no method 'dopri6'; did you mean 'dopri5'?",
            "RelativeTolerance is 0, but must be more than 0 and at most 1",
            "AbsoluteTolerance is -1",
            "Growth is 0.5",
            "Shrink is 1, but must be more than 0 and less than 1",
            "Safety is NaN",
            "MaxSteps is 0",
            "SmallestStep is 2, more than LargestStep, which is 1",
        ];
        Assert.All(expected, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_whose_parts_do_not_add_up_is_refused() =>
        Assert.Contains("2 + 2", Assert.Throws<ArgumentException>(static () => new FunctionField(5, static (_, _, _) => { }, 2, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_was_not_reached_cannot_be_read()
    {
        OdeSolution<double> solution = Solve(new() { Method = "euler" }, static (t, y, rate) => rate[0] = t > 0.5 ? double.NaN : 0, [0, 1, 2]);
        Assert.Equal(2, solution.Reached);
        Assert.Throws<ArgumentOutOfRangeException>(() => solution[2].Length);
        Assert.Equal(2, solution.States.Length);
    }

    private static OdeSolution<double> Solve(OdeOptions options, Action<double, double[], double[]> function, double[] times, double start = 1) =>
        new OdeSolver<double>(options).Solve(new FunctionField(1, function), times, [start]);

    private sealed class Jitter() : VectorField<float>(2)
    {
        public override void Evaluate(double time, ReadOnlySpan<float> state, Span<float> rate, Span<float> tape) =>
            (rate[0], rate[1]) = (state[1], -state[0] + MathF.Sin(37 * state[0]));

        public override double Pull(
            double time, ReadOnlySpan<float> state, ReadOnlySpan<float> tape, ReadOnlySpan<float> cotangent, Span<float> stateGradient, Span<float> parameterGradient) => 0;
    }
}
