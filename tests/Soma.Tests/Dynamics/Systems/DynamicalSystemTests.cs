using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;
using Soma.Numerics;
using Soma.Tests.Dynamics.Fields;

namespace Soma.Tests.Dynamics.Systems;

public sealed class DynamicalSystemTests
{
    public static TheoryData<string> Names() => [.. SystemCatalog.All.Select(static system => system.Name)];

    [Fact]
    public void The_promised_systems_are_there() => Assert.Equal(["kdv", "lotka-volterra", "spiral"], SystemCatalog.All.Select(static system => system.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_pulled_back_through_the_true_field_is_what_differences_say(string name)
    {
        DynamicalSystem system = SystemCatalog.Find(name)!;
        double[] start = new double[system.Width];
        RandomStream random = new(3);
        system.DrawStart(random, start);
        PulledBack.IsWhatDifferencesSay(system.CreateField(), 0, start, random);
    }

    // Catches a wrong sign or factor in a field, or in what is said to be conserved.
    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_said_not_to_change_does_not_change(string name)
    {
        DynamicalSystem system = SystemCatalog.Find(name)!;
        TrajectorySet trajectories = TrajectorySet.Make(system, 3, 5, 5, new RandomStream(1));
        foreach (Invariant invariant in system.Invariants)
        {
            for (int trajectory = 0; trajectory < trajectories.Count; trajectory++)
            {
                double first = invariant.Of(trajectories[trajectory, 0]);
                Assert.All(Enumerable.Range(1, 5), output => Assert.Equal(first, invariant.Of(trajectories[trajectory, output]), 1e-8));
            }
        }

        Assert.Equal(name == "spiral" ? 0 : name == "kdv" ? 2 : 1, system.Invariants.Count);
    }

    [Fact]
    public void The_spiral_loses_what_its_page_says()
    {
        VectorField<double> field = new Spiral().CreateField();
        double[] rate = new double[2];
        foreach ((double x, double y) in ((double, double)[])[(1.2, -0.4), (-0.3, 1.9)])
        {
            field.Evaluate(0, [x, y], rate, []);
            Assert.Equal(-0.4 * (Math.Pow(x, 6) + Math.Pow(y, 6)), (4 * x * x * x * rate[0]) + (4 * y * y * y * rate[1]), 1e-12);
        }
    }

    // The closed form of one soliton, as far as 50 points resolve it: catches waves that run backwards, at six times the speed, or apart.
    [Fact]
    public void A_soliton_keeps_its_form_and_runs_at_its_speed()
    {
        const double speed = 1, time = 4, from = 6, step = KortewegDeVries.Step;
        double[] start = [.. Enumerable.Range(0, KortewegDeVries.Points).Select(point => Soliton((point * step) - from))];
        OdeSolution<double> solution = new OdeSolver<double>().Solve(new KortewegDeVries().CreateField(), [0, time], start);
        double[] end = solution[1].ToArray();
        for (int point = 0; point < KortewegDeVries.Points; point++)
            Assert.Equal(Soliton((point * step) - from - (speed * time)), end[point], 0.05);

        static double Soliton(double x) => speed / 2 / Math.Pow(Math.Cosh(Math.Sqrt(speed) * x / 2), 2);
    }

    [Fact]
    public void More_trajectories_change_none_of_the_first_and_seeds_change_all()
    {
        TrajectorySet few = TrajectorySet.Make(new Spiral(), 2, 1, 4, new RandomStream(1)), many = TrajectorySet.Make(new Spiral(), 5, 1, 4, new RandomStream(1));
        TrajectorySet other = TrajectorySet.Make(new Spiral(), 2, 1, 4, new RandomStream(2));
        Assert.Equal(few[1, 4].ToArray(), many[1, 4].ToArray());
        Assert.NotEqual(few[1, 0].ToArray(), other[1, 0].ToArray());
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], many.Times);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_learner_has_the_state_of_its_system_for_each_sample(string name)
    {
        DynamicalSystem system = SystemCatalog.Find(name)!;
        LearnedField learner = system.CreateLearner(3, [4], FieldActivation.Tanh);
        learner.Grow(new RandomStream(1));
        Assert.Equal(3 * system.Width, learner.Field.StateLength);
        Assert.DoesNotContain(0.0, learner.Field.Parameters.ToArray());
    }
}
