using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Tests.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Adjoints;

/// <summary>What every mode promises beside its gradient.</summary>
public sealed class GradientModeTests
{
    public static TheoryData<string> Modes() => [.. GradientModeCatalog.All.Select(static mode => mode.Name)];

    public static TheoryData<string, string> ModesAndMethods()
    {
        TheoryData<string, string> cases = [];
        foreach (GradientModeInfo mode in GradientModeCatalog.All)
        {
            cases.Add(mode.Name, "rk4");
            cases.Add(mode.Name, "dopri5");
        }

        return cases;
    }

    // Catches state of one solution that reaches into the next: checkpoints, tapes, steps or counts.
    [Theory]
    [MemberData(nameof(Modes))]
    public void A_mode_that_is_used_again_gives_the_same_bits(string name)
    {
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name, new() { RelativeTolerance = 1e-5 });
        GradientProblem<double> problem = Problem(), other = new(8, 4, 2, [7], FieldActivation.Softplus, [3, 2, 1, -4]);
        double[] first = problem.Gradient(mode, out GradientReport report);
        other.Gradient(mode);
        Assert.Equal(first, problem.Gradient(mode, out GradientReport again));
        Assert.Equal(report, again);
        Assert.Equal(first, problem.Gradient(GradientModeCatalog.Create<double>(name, mode.Options)));
    }

    // One way forward with parameters that have changed meanwhile: nothing made of the old ones may be left.
    [Theory]
    [MemberData(nameof(Modes))]
    public void New_parameters_are_felt(string name)
    {
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name);
        GradientProblem<double> problem = Problem();
        double[] before = problem.Gradient(mode);
        problem.Field.SetParameters([.. problem.Field.Parameters.ToArray().Select(static value => 2 * value)]);
        double[] after = problem.Gradient(mode);
        Assert.NotEqual(before, after);
        Assert.Equal(after, problem.Gradient(GradientModeCatalog.Create<double>(name)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_parameters_gradient_may_be_left_out(string name)
    {
        GradientProblem<double> problem = Problem();
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name);
        double[] whole = problem.Gradient(mode), start = new double[problem.Start.Length];
        mode.Forward(problem.Field, problem.Times, problem.Start);
        mode.Backward(problem.OutputGradients, start, []);
        Assert.Equal(whole[..start.Length], start);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_field_without_parameters_has_the_gradient_of_its_start(string name)
    {
        // dy/dt = −2y: y(1) = y₀e⁻².
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name);
        double[] start = new double[1];
        mode.Forward(new Decay(), [0, 1], [3]);
        Assert.True(mode.Backward([0, 1], start, []).Outcome.Succeeded);
        Assert.Equal(Math.Exp(-2), start[0], 1e-6);
    }

    // Once the buffers are made, the steps of the way forward and back allocate nothing: the same bytes for 20 steps and for 200.
    [Theory]
    [MemberData(nameof(ModesAndMethods))]
    public void No_step_allocates(string name, string method)
    {
        GradientProblem<double> problem = new(2, 4, 5, [6, 6], FieldActivation.Tanh, [0, 1]);
        double[] start = new double[problem.Start.Length], parameters = new double[problem.Field.ParameterLength];
        long BytesPerGradient(int steps)
        {
            GradientMode<double> mode = GradientModeCatalog.Create<double>(name, new() { Method = method, StepsPerOutput = steps, LargestStep = 1.0 / steps });
            long bytes = 0;
            for (int round = 0; round < 3; round++)
            {
                mode.Forward(problem.Field, problem.Times, problem.Start);
                long before = GC.GetAllocatedBytesForCurrentThread();
                mode.Backward(problem.OutputGradients, start, parameters);
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return bytes;
        }

        // This one makes a solution of its own on the way back, whose record has a line per step.
        long record = name == "checkpoint-per-component" ? 180 * (sizeof(double) + 24) : 0;
        Assert.InRange(BytesPerGradient(200) - BytesPerGradient(20), 0, record);
    }

    [Fact]
    public void No_step_of_a_solution_allocates()
    {
        long first = 0;
        FunctionField field = null!;
        field = new FunctionField(2, (time, state, rate) =>
        {
            (rate[0], rate[1]) = (state[1], -state[0]);
            if (time == 0)
                first = GC.GetAllocatedBytesForCurrentThread();
        });
        OdeSolver<double> solver = new();
        solver.Solve(field, [0, 20], [1, 0]);
        solver.Solve(field, [0, 20], [1, 0]);
        Assert.Equal(first, field.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void There_is_one_way_back_for_each_way_forward(string name)
    {
        GradientProblem<double> problem = Problem();
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name);
        double[] start = new double[problem.Start.Length];
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => mode.Backward(problem.OutputGradients, start, [])).Message, StringComparison.Ordinal);
        mode.Forward(problem.Field, problem.Times, problem.Start);
        mode.Backward(problem.OutputGradients, start, []);
        Assert.Throws<InvalidOperationException>(() => mode.Backward(problem.OutputGradients, start, []));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_solution_that_failed_has_no_gradient(string name)
    {
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name, new() { MaxSteps = 2 });
        GradientProblem<double> problem = Problem();
        Assert.Equal(OdeEnd.TooManySteps, mode.Forward(problem.Field, problem.Times, problem.Start).Outcome.End);
        string message = Assert.Throws<InvalidOperationException>(() => mode.Backward(problem.OutputGradients, new double[problem.Start.Length], [])).Message;
        Assert.Contains("Allow more steps", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_lengths_are_told_at_once()
    {
        GradientProblem<double> problem = Problem();
        SymplecticAdjoint<double> mode = new();
        mode.Forward(problem.Field, problem.Times, problem.Start);
        string message = Assert.Throws<ArgumentException>(() => mode.Backward([1], new double[2], new double[3])).Message;
        Assert.Contains("need 18 derivatives, but 1", message, StringComparison.Ordinal);
        Assert.Contains("6 values of room, but there are 2", message, StringComparison.Ordinal);
        Assert.Contains("or none, but there are 3", message, StringComparison.Ordinal);
    }

    // The way back may leave the finite numbers although the way forward did not.
    [Theory]
    [MemberData(nameof(Modes))]
    public void A_gradient_that_is_not_finite_is_a_result(string name)
    {
        GradientProblem<double> problem = Problem();
        GradientMode<double> mode = GradientModeCatalog.Create<double>(name);
        mode.Forward(problem.Field, problem.Times, problem.Start);
        problem.OutputGradients[^1] = double.NaN;
        Assert.Equal(OdeEnd.NotFinite, mode.Backward(problem.OutputGradients, new double[problem.Start.Length], []).Outcome.End);
    }

    [Fact]
    public void An_unknown_mode_is_refused_with_the_nearest_name() => Assert.Contains(
        "did you mean 'symplectic-adjoint'?",
        Assert.Throws<ArgumentException>(static () => GradientModeCatalog.Create<double>("symplectic-adjiont")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Options_are_checked_before_anything_is_made() =>
        Assert.Contains("RelativeTolerance", Assert.Throws<ArgumentException>(static () => GradientModeCatalog.Create<double>("backpropagation", new() { RelativeTolerance = -1 })).Message, StringComparison.Ordinal);

    private static GradientProblem<double> Problem() => new(4, 2, 3, [5], FieldActivation.Tanh, [0, 0.4, 1]);

    private sealed class Decay() : VectorField<double>(1)
    {
        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape) => rate[0] = -2 * state[0];

        public override double Pull(
            double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient)
        {
            stateGradient[0] = -2 * cotangent[0];
            return 0;
        }
    }
}
