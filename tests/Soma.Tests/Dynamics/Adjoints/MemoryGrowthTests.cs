using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Adjoints;

/// <summary>
/// The table of modes, counted: N steps of s stages, a state of n values, a tape of m. Peaks are straight lines in N, so that two points and a third between them say everything.
/// </summary>
public sealed class MemoryGrowthTests
{
    private const int Samples = 1, Width = 4;

    private static readonly int[] _steps = [10, 100, 1000, 10_000];

    public static TheoryData<string, int> MethodsAndDepths()
    {
        TheoryData<string, int> cases = [];
        foreach (string method in (string[])["euler", "rk4", "dopri5"])
        {
            cases.Add(method, 1);
            cases.Add(method, 4);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(MethodsAndDepths))]
    public void Peaks_grow_as_the_table_says(string method, int layers)
    {
        int s = TableauCatalog.Find(method)!.Stages, n = Samples * Width, use = n + (Samples * Width * layers);
        Dictionary<string, long> growthPerStep = new()
        {
            ["symplectic-adjoint"] = n,
            ["backpropagation"] = (long)s * use,
            ["checkpoint-per-step"] = n,
            ["checkpoint-per-component"] = (long)s * use,
            ["continuous-adjoint"] = 0,
        };
        Assert.Equal(GradientModeCatalog.All.Select(static mode => mode.Name).Order(), growthPerStep.Keys.Order());
        foreach ((string mode, long growth) in growthPerStep)
        {
            (int Steps, MemoryUse Peak)[] points = [.. _steps.Select(steps => PeakOf(mode, method, layers, Width, steps))];
            Assert.All(points.Zip(_steps), static pair => Assert.InRange(pair.First.Steps, pair.Second, pair.Second + 1));
            for (int index = 1; index < points.Length; index++)
                Assert.Equal(growth * (points[index].Steps - points[index - 1].Steps), points[index].Peak.Total - points[index - 1].Peak.Total);
        }
    }

    // What is left when the steps are taken away: one tape for the symplectic adjoint, s for a checkpoint per step.
    [Theory]
    [InlineData("rk4", 4)]
    [InlineData("dopri8", 13)]
    public void One_use_at_a_time_or_one_step(string method, int stages)
    {
        int tape = Samples * Width * 3, state = Samples * Width;
        Assert.Equal(tape, PeakOf("symplectic-adjoint", method, 3, Width, 50).Peak.Tapes);
        Assert.Equal((stages + 1) * (state + tape), PeakOf("checkpoint-per-step", method, 3, Width, 50).Peak.Tapes);
        Assert.InRange(PeakOf("symplectic-adjoint", method, 3, Width, 50).Peak.Stages, 2 * stages * state, (4 * stages * state) + (4 * state));
    }

    // The number of issue 6, for three hidden layers four times as wide as the state.
    [Theory]
    [InlineData("rk4")]
    [InlineData("dopri5")]
    public void At_ten_thousand_steps_the_symplectic_adjoint_holds_less_than_a_twentieth_of_backpropagation(string method) => Assert.InRange(
        20 * PeakOf("symplectic-adjoint", method, 3, 4 * Width, 10_000).Peak.Total,
        0,
        PeakOf("backpropagation", method, 3, 4 * Width, 10_000).Peak.Total);

    // M components: one checkpoint each, and the tapes of one at a time.
    [Fact]
    public void In_a_chain_only_one_component_holds_tapes()
    {
        OdeOptions options = new() { Method = "rk4", StepsPerOutput = 100 };
        MemoryUse Peak(string mode, int components)
        {
            GradientProblem<double> problem = Problem(2, Width);
            OdeChain<double> chain = new(mode, [.. Enumerable.Range(0, components).Select(m => new OdeComponent<double>(problem.Field, m, m + 1))], options);
            chain.Forward(problem.Start);
            return chain.Backward(problem.Start, new double[problem.Start.Length], new double[chain.ParameterLength]).Peak;
        }

        int state = Samples * Width;
        Assert.Equal(5 * Peak("backpropagation", 1).Tapes, Peak("backpropagation", 5).Tapes);
        Assert.Equal(Peak("checkpoint-per-component", 1).Tapes, Peak("checkpoint-per-component", 5).Tapes);
        Assert.Equal(5 * state, Peak("checkpoint-per-component", 5).Checkpoints);
        Assert.Equal(Peak("symplectic-adjoint", 1).Tapes, Peak("symplectic-adjoint", 5).Tapes);
        Assert.Equal(5 * 101 * state, Peak("symplectic-adjoint", 5).Checkpoints);
    }

    private static GradientProblem<double> Problem(int layers, int units) => new(1, Samples, Width, [.. Enumerable.Repeat(units, layers)], FieldActivation.Tanh, [0, 1]);

    private static (int Steps, MemoryUse Peak) PeakOf(string mode, string method, int layers, int units, int steps)
    {
        // Both kinds of method are held to so many steps: by their number, or by a first step that never grows and a tolerance that everything meets.
        OdeOptions options = new() { Method = method, StepsPerOutput = steps, FirstStep = 1.0 / steps, Growth = 1, RelativeTolerance = 1, AbsoluteTolerance = 1e6 };
        GradientProblem<double> problem = Problem(layers, units);
        problem.Gradient(GradientModeCatalog.Create<double>(mode, options), out GradientReport report);
        return (new OdeSolver<double>(options).Solve(problem.Field, problem.Times, problem.Start).AcceptedSteps, report.Peak);
    }
}
