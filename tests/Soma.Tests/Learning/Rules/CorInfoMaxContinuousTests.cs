using Soma.Data;
using Soma.Dynamics;
using Soma.Dynamics.Solvers;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Numerics;
using Soma.Tests.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>The network as a differential equation: what its sweeps have in common with a solver's trajectory, and what a solver must not do.</summary>
[Collection(ForcedPaths.Name)]
public sealed class CorInfoMaxContinuousTests
{
    internal static readonly Architecture Architecture = new(Toy.Features, 21, 9, Toy.Classes);

    // A fixed sign of the nudge, so that both ways of relaxing are pulled the same way.
    private static readonly CorInfoMaxOptions _published = new() { RandomNudgeSign = false, FeedforwardRates = [1, 0.7, 0.7], FeedbackRates = [0.15, 0.15] };

    // Left out is the one whose error weights are wrong, as they were published: it takes a hundred thousand steps.
    public static TheoryData<string> Solvers() => [.. TableauCatalog.All.Select(static tableau => tableau.Name).Where(static name => name != "fehlberg2-as-published")];

    public static TheoryData<string> Sets() => [.. DomainCatalog.Sets.Where(static set => set.Name != "canonical").Select(static set => set.Name)];

    // The sweeps take one layer after the other and Euler's steps: both cost an error of the order of the step, which must halve with it. Catches a factor missing in du/dt,
    // another state than u, or a phase that is too long or too short. The rates are far from rest after this time.
    [Fact]
    public void In_small_steps_the_published_sweeps_follow_the_trajectory_of_the_solver()
    {
        double[] exact = RatesOf(In("dopri5", 1e-10, free: 0.3, nudged: 0.2));
        double coarse = Distance(exact, RatesOf(Swept(0.005, free: 60, nudged: 40)));
        double fine = Distance(exact, RatesOf(Swept(0.0025, free: 120, nudged: 80)));
        double finest = Distance(exact, RatesOf(Swept(0.00125, free: 240, nudged: 160)));
        Assert.InRange(finest, 1e-6, 0.01);
        Assert.InRange(coarse / fine, 1.8, 2.3);
        Assert.InRange(fine / finest, 1.8, 2.3);
    }

    // Catches a solver that holds its state in the polytope as well: there u would stop at the wall, and a rate would leave it too early.
    [Theory]
    [MemberData(nameof(Solvers))]
    public void Every_solver_comes_to_rest_where_the_published_sweeps_do(string solver)
    {
        double[] swept = RatesOf(Swept(0.05, free: 1000, nudged: 1000));
        CorInfoMaxOptions options = In(solver, 1e-7, free: 25, nudged: 25);
        double[] solved = RatesOf(options with { Dynamics = options.Dynamics with { Steps = 300, MaxSteps = 10_000 } });
        Assert.InRange(Distance(swept, solved), 0, 1e-4);
    }

    [Fact]
    public void A_phase_lasts_as_long_as_its_published_sweeps_unless_it_is_told_otherwise()
    {
        double free = Enumerable.Range(0, 30).Sum(static t => 0.05 / ((0.01 * t) + 1)), nudged = Enumerable.Range(0, 10).Sum(static t => 0.05 / ((0.01 * t) + 1));
        double[] expected = RatesOf(In("dopri5", 1e-6, free, nudged));
        Assert.Equal(expected, RatesOf(In("dopri5", 1e-6, free: 0, nudged: 0)), static (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.NotEqual(expected, RatesOf(In("dopri5", 1e-6, free, nudged: 2 * nudged)));
    }

    // A solver's stages may lie anywhere; what the network feels must not.
    [Theory]
    [MemberData(nameof(Sets))]
    public void Wherever_a_solver_tries_a_potential_the_rates_lie_in_the_polytope(string set)
    {
        CorInfoMaxOptions options = In("dopri8", 1e-3) with { Domains = [.. Enumerable.Range(0, 3).Select(_ => new LayerDomain { Set = set })] };
        using ContinuousLife<double> life = new(options);
        life.Step();
        AssertInside(options, life.Record[1]);
        RandomStream random = new(5);
        Activity<double> activity = life.Record[1];
        for (int layer = 1; layer <= 3; layer++)
        {
            foreach (ref double u in activity.Somatic[layer].Block(new RowRange(0, Toy.BatchSize)))
                u = 40 * (random.NextDouble() - 0.5);
        }

        Moment<double> moment = new(life.Synapses, life.Batch, activity, Phase.Nudged(1), 0);
        life.Rule.Flow(moment, activity["change"], new RowRange(0, Toy.BatchSize));
        AssertInside(options, activity);
    }

    // Groups of five and of three samples choose steps of their own, whoever has them. Solvers are kept for the next batch, which must not show either.
    [Theory]
    [InlineData("euler")]
    [InlineData("bosh3")]
    [InlineData("dopri5")]
    public void The_bits_are_the_same_on_every_path_and_for_any_number_of_threads(string solver)
    {
        float[] expected = Learned(solver, threads: 1);
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 2])
                Assert.Equal(expected, Learned(solver, threads));
        }
    }

    [Fact]
    public void Resuming_equals_going_on()
    {
        using ContinuousLife<float> whole = new(In("dopri5", 1e-3)), first = new(In("dopri5", 1e-3)), second = new(In("dopri5", 1e-3));
        whole.Train(0, 8);
        first.Train(0, 4);
        second.Train(20, 21);
        second.CopySynapsesFrom(first);
        second.Train(4, 8);
        Assert.Equal(whole.Values(), second.Values());
    }

    [Fact]
    public void Watching_changes_no_bit()
    {
        using ContinuousLife<float> alone = new(In("dopri5", 1e-3)), watched = new(In("dopri5", 1e-3));
        Watcher watcher = new();
        watched.Record[0].Observer = watcher;
        watched.Record[1].Observer = watcher;
        alone.Train(0, 3);
        watched.Train(0, 3);
        Assert.Equal(alone.Values(), watched.Values());
        Assert.Equal(6, watcher.Calls);
    }

    [Theory]
    [InlineData("rk4", 1)]
    [InlineData("dopri5", 1)]
    [InlineData("dopri5", 2)]
    public void A_step_allocates_nothing(string solver, int threads)
    {
        using ContinuousLife<float> life = new(In(solver, 1e-3), threads);
        life.Train(0, 30);
        Toy.Fill(life.Batch, 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int repeat = 0; repeat < 10; repeat++)
            life.Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // A sweep of all layers and an evaluation cost the same products, so they are counted alike. A method with s stages and fixed steps needs one evaluation to begin with and s per step.
    [Fact]
    public void Evaluations_are_counted_for_sweeps_and_solvers_alike()
    {
        Assert.Equal((30, 10), EvaluationsOf(_published));
        Assert.Equal((1 + (4 * 30), 1 + (4 * 10)), EvaluationsOf(In("rk4", 1)));
        CorInfoMaxOptions few = In("rk4", 1) with { Dynamics = new NeuralDynamics { Solver = "rk4", Steps = 3 } };
        Assert.Equal((13, 13), EvaluationsOf(few));
        Assert.InRange(EvaluationsOf(In("dopri5", 1e-2)).Free, 8, EvaluationsOf(In("dopri5", 1e-8)).Free - 1);
    }

    [Fact]
    public void A_solver_that_uses_up_its_steps_ends_as_a_divergence_that_says_so()
    {
        using ContinuousLife<double> life = new(In("dopri5", 1e-6) with { Dynamics = new NeuralDynamics { Solver = "dopri5", Tolerance = 1e-6, MaxSteps = 4 } });
        RelaxationOutcome outcome = life.Live();
        Assert.Equal(new RelaxationOutcome(RelaxationEnd.Diverged, Phase: 0, Layer: 0, Sweep: 3) { Solver = OdeEnd.TooManySteps }, outcome);
    }

    [Theory]
    [InlineData("dopri5")]
    [InlineData("rk4")]
    public void A_weight_that_is_not_a_number_ends_as_a_divergence_that_names_the_layer(string solver)
    {
        using ContinuousLife<double> life = new(In(solver, 1e-3));
        life.Synapses["wff"][2][0, 0] = double.NaN;
        Assert.Equal(new RelaxationOutcome(RelaxationEnd.Diverged, Phase: 0, Layer: 2, Sweep: 0) { Solver = OdeEnd.NotFinite }, life.Live());
    }

    // Eight steps of Euler's method over a long phase: each multiplies what is left by 1 − 13.8·h, so that numbers overflow. The clipped rates stay finite all the while.
    [Fact]
    public void Fixed_steps_that_are_far_too_large_diverge_instead_of_hiding_behind_the_clip()
    {
        using ContinuousLife<double> life = new(In("euler", 1, free: 1e6) with { Dynamics = new NeuralDynamics { Solver = "euler", FreeDuration = 1e6, Steps = 60 } });
        RelaxationOutcome outcome = life.Live();
        Assert.Equal((RelaxationEnd.Diverged, OdeEnd.NotFinite), (outcome.End, outcome.Solver));
    }

    [Fact]
    public void What_does_not_go_with_a_solver_is_told_at_once()
    {
        CorInfoMaxOptions options = In("dopri5", 1e-3) with
        {
            Settling = new Settling { Tolerance = 0.1 },
            Integrator = SomaticIntegrator.Exponential,
            Domains = [new LayerDomain(), new LayerDomain { Set = "nonnegativeL1Ball", Form = "interneurons" }, new LayerDomain()],
        };
        string[] objections = [.. new CorInfoMax<double>(options).Objections(Architecture)];
        Assert.Equal(3, objections.Length);
        Assert.Contains("settling.tolerance", objections[0], StringComparison.Ordinal);
        Assert.Contains("integrator", objections[1], StringComparison.Ordinal);
        Assert.Contains("domains[1]", objections[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dopri", "dynamics.solver: there is no solver 'dopri'; did you mean 'dopri5'?")]
    [InlineData("sweep", "dynamics.solver: there is no solver 'sweep'; did you mean 'sweeps'?")]
    [InlineData("an oracle", "dynamics.solver: there is no solver 'an oracle'; there are: sweeps, euler, ")]
    public void A_solver_that_does_not_exist_is_told_with_those_that_do(string solver, string start)
    {
        string objection = Assert.Single(new CorInfoMax<double>(In(solver, 1e-3)).Objections(Architecture));
        Assert.StartsWith(start, objection, StringComparison.Ordinal);
    }

    private static CorInfoMaxOptions In(string solver, double tolerance, double free = 0, double nudged = 0) =>
        _published with { Dynamics = new NeuralDynamics { Solver = solver, Tolerance = tolerance, FreeDuration = free, NudgedDuration = nudged } };

    private static CorInfoMaxOptions Swept(double step, int free, int nudged) =>
        _published with { NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = step }, FreeSweeps = free, NudgedSweeps = nudged };

    // Of both phases and all layers.
    private static double[] RatesOf(CorInfoMaxOptions options)
    {
        using ContinuousLife<double> life = new(options);
        Assert.Equal(RelaxationEnd.SweepLimit, life.Live().End);
        return [.. from phase in (int[])[0, 1] from layer in (int[])[1, 2, 3] from rate in life.Record[phase].Rates[layer].ToArray() select rate];
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, static (x, y) => Math.Abs(x - y)).Max();

    private static (int Free, int Nudged) EvaluationsOf(CorInfoMaxOptions options)
    {
        using ContinuousLife<double> life = new(options);
        life.Live();
        return (life.Record[0].Evaluations[0], life.Record[1].Evaluations[0]);
    }

    private static float[] Learned(string solver, int threads)
    {
        using ContinuousLife<float> life = new(In(solver, 1e-3), threads);
        life.Train(0, 3);
        return life.Values();
    }

    private static void AssertInside(CorInfoMaxOptions options, Activity<double> activity)
    {
        LayerConfinements<double> confinements = new(options.Domains);
        for (int layer = 1; layer <= 3; layer++)
        {
            for (int sample = 0; sample < Toy.BatchSize; sample++)
                Assert.True(confinements[layer].Polytope.Contains(activity.Rates[layer].Row(sample), 1e-12));
        }
    }

    private sealed class Watcher : ISweepObserver<float>
    {
        public int Calls { get; private set; }

        public void OnSweep(Phase phase, int sweep, Activity<float> activity)
        {
            Assert.Equal(0, sweep);
            Calls++;
        }
    }
}
