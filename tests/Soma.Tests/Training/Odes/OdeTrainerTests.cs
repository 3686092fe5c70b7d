using Soma.Dynamics.Solvers;
using Soma.Numerics;
using Soma.Tests.Numerics;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Tests.Training.Odes;

[Collection(ForcedPaths.Name)]
public sealed class OdeTrainerTests
{
    public static TheoryData<string> Subjects() => ["spiral", "lotka-volterra", "kdv", "two-moons"];

    // Catches a gradient that leads uphill, or a test that does not see what was learned.
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Training_lowers_both_losses(string subject)
    {
        List<OdeMetrics> rows = Train(TinyOde.Of(subject) with { Iterations = 60, ReportEvery = 10, BatchSize = 50, Rate = 0.02 }).Rows;
        Assert.True(rows[^1].TrainLoss < 0.95 * rows[0].TrainLoss, $"{rows[0].TrainLoss} to {rows[^1].TrainLoss}");
        Assert.True(rows[^1].TestLoss < 0.95 * rows[0].TestLoss, $"{rows[0].TestLoss} to {rows[^1].TestLoss}");
    }

    // Exact modes differ by rounding; catches a mode that is not asked, and an output gradient that only one of them takes.
    [Theory]
    [InlineData("backpropagation")]
    [InlineData("checkpoint-per-step")]
    [InlineData("checkpoint-per-component")]
    public void Exact_gradient_modes_learn_the_same(string mode)
    {
        double[] expected = Train(TinyOde.Spiral).State.Parameters, found = Train(TinyOde.Spiral with { Gradient = mode }).State.Parameters;
        Assert.All(expected.Zip(found), static pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        Assert.NotEqual(expected, found);
    }

    [Fact]
    public void The_symplectic_adjoint_holds_less_than_backpropagation()
    {
        Assert.True(Train(TinyOde.Spiral).Rows[0].MemoryValues < Train(TinyOde.Spiral with { Gradient = "backpropagation" }).Rows[0].MemoryValues);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_same_bits_come_on_every_path_and_for_any_number_of_threads(string subject)
    {
        double[]? expected = null;
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 3])
            {
                double[] found = Train(TinyOde.Of(subject) with { Iterations = 3, BatchSize = 11 }, threads).State.Parameters;
                Assert.Equal(expected ??= found, found);
            }
        }
    }

    [Fact]
    public void Another_seed_is_another_run() => Assert.NotEqual(Train(TinyOde.Spiral).State.Parameters, Train(TinyOde.Spiral with { Seed = 1 }).State.Parameters);

    [Fact]
    public void A_row_comes_after_so_many_iterations_and_at_the_end()
    {
        List<OdeMetrics> rows = Train(TinyOde.Spiral).Rows;
        Assert.Equal([5, 10, 12], rows.Select(static row => row.Iteration));
        Assert.All(rows, static row => Assert.True(row is { ForwardEvaluations: > 10, BackwardEvaluations: > 10, MemoryValues: > 0 }));
    }

    // Numbers fail as results: the parameters are those from before, and the advice is the solver's.
    [Fact]
    public void A_solution_that_fails_ends_the_run_with_advice()
    {
        TrajectoryExperiment experiment = TinyOde.Spiral with { Solver = new() { MaxSteps = 1, RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-14 } };
        using ThreadTeam team = new(1);
        OdeTrainer trainer = new(experiment, team);
        OdeState state = trainer.Begin();
        double[] before = state.Parameters;
        OdeRunResult result = trainer.Run(state);
        Assert.Equal((RunEnd.Diverged, 0L), (result.End, result.Iteration));
        Assert.Equal(OdeEnd.TooManySteps, result.Failure!.Value.End);
        Assert.Equal(before, state.Parameters);
    }

    [Fact]
    public void The_learning_rate_is_halved_again_and_again()
    {
        TrajectoryExperiment experiment = TinyOde.Spiral with { Rate = 0.4, HalveRateEvery = 10 };
        Assert.Equal([0.4, 0.4, 0.2, 0.1], ((long[])[0, 9, 10, 20]).Select(experiment.RateAt));
        Assert.Equal(0.4, (experiment with { HalveRateEvery = 0 }).RateAt(1_000_000));
    }

    private static (OdeState State, List<OdeMetrics> Rows) Train(OdeExperiment experiment, int threads = 1)
    {
        using ThreadTeam team = new(threads);
        OdeTrainer trainer = new(experiment, team);
        OdeState state = trainer.Begin();
        OdeListener listener = new();
        Assert.Equal(RunEnd.Done, trainer.Run(state, null, listener).End);
        return (state, listener.Rows);
    }
}
