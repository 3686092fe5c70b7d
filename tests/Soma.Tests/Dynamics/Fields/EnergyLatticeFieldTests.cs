using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;
using Soma.Tests.Numerics;

namespace Soma.Tests.Dynamics.Fields;

[Collection(ForcedPaths.Name)]
public sealed class EnergyLatticeFieldTests
{
    private const int Points = 7;
    private const double Spacing = 0.4;

    public static TheoryData<FieldActivation> Smooth() => [FieldActivation.Tanh, FieldActivation.Softplus, FieldActivation.Sigmoid];

    // The Hessian of the energy comes in here: catches a second derivative of the wrong sign, a tangent left out of a weight's gradient, a ring that does not close.
    [Theory]
    [MemberData(nameof(Smooth))]
    public void What_is_pulled_back_is_what_differences_say(FieldActivation activation)
    {
        foreach ((int neighbourhood, int[] hidden) in ((int, int[])[])[(2, [4]), (3, [5, 17, 3])])
        {
            EnergyLatticeField<double> field = new(2, Points, Spacing, neighbourhood, hidden, activation);
            RandomStream random = new(5);
            field.Grow(random);
            PulledBack.IsWhatDifferencesSay(field, 0, PulledBack.Draw(random, 2 * Points), random);
        }
    }

    // du/dt = D ∂E/∂u, with the energy that the field itself tells: catches a stencil turned round.
    [Fact]
    public void The_field_is_the_skew_difference_of_the_slope_of_its_energy()
    {
        EnergyLatticeField<double> field = Grown(1);
        double[] state = PulledBack.Draw(new RandomStream(2), Points), rate = new double[Points];
        field.Evaluate(0, state, rate, []);
        double[] slopes = [.. Enumerable.Range(0, Points).Select(point => (Energy(field, Moved(state, point, 1e-5)) - Energy(field, Moved(state, point, -1e-5))) / 2e-5)];
        for (int point = 0; point < Points; point++)
            Assert.Equal((slopes[(point + 1) % Points] - slopes[(point + Points - 1) % Points]) / (2 * Spacing), rate[point], 1e-8);
    }

    [Fact]
    public void Mass_and_energy_stay_what_they_are_whatever_was_learned()
    {
        EnergyLatticeField<double> field = Grown(1);
        double[] start = PulledBack.Draw(new RandomStream(3), Points);
        OdeSolution<double> solution = new OdeSolver<double>(new() { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 }).Solve(field, [0, 20], start);
        Assert.True(solution.Outcome.Succeeded);
        double[] end = solution[1].ToArray();
        Assert.True(end.Zip(start, static (a, b) => Math.Abs(a - b)).Max() > 0.05, "Nothing moved, so nothing was shown.");
        Assert.Equal(start.Sum(), end.Sum(), 1e-12);
        Assert.Equal(Energy(field, start), Energy(field, end), 1e-8);
    }

    // Catches samples that see each other's points.
    [Fact]
    public void Samples_move_by_themselves()
    {
        EnergyLatticeField<double> one = Grown(1), two = Grown(2);
        double[] a = PulledBack.Draw(new RandomStream(4), Points), b = PulledBack.Draw(new RandomStream(5), Points), alone = new double[Points], both = new double[2 * Points];
        one.Evaluate(0, b, alone, []);
        two.Evaluate(0, [.. a, .. b], both, []);
        Assert.Equal(alone, both[Points..]);
    }

    [Fact]
    public void The_same_bits_come_on_every_path_and_for_any_number_of_threads()
    {
        double[]? expected = null;
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 3])
            {
                using ThreadTeam team = new(threads);
                EnergyLatticeField<double> field = Grown(3, team);
                SymplecticAdjoint<double> mode = new(new() { RelativeTolerance = 1e-3, AbsoluteTolerance = 1e-4 });
                double[] start = PulledBack.Draw(new RandomStream(6), field.StateLength), gradient = new double[field.ParameterLength], startGradient = new double[start.Length];
                mode.Forward(field, [0, 1], start);
                mode.Backward([.. start, .. start], startGradient, gradient);
                double[] found = [.. startGradient, .. gradient];
                Assert.Equal(expected ??= found, found);
            }
        }
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Contains("hidden layers", Assert.Throws<ArgumentException>(static () => new EnergyLatticeField<double>(1, 5, 0.1, 2, [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EnergyLatticeField<double>(1, 2, 0.1, 2, [4]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EnergyLatticeField<double>(1, 5, 0, 2, [4]));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new EnergyLatticeField<double>(1, 5, 0.1, 6, [4]));
    }

    private static EnergyLatticeField<double> Grown(int samples, ThreadTeam? team = null)
    {
        EnergyLatticeField<double> field = new(samples, Points, Spacing, 2, [9, 5], FieldActivation.Tanh, team);
        field.Grow(new RandomStream(1));
        return field;
    }

    private static double Energy(EnergyLatticeField<double> field, double[] state)
    {
        double[] energy = new double[1];
        field.Energy(state, energy);
        return energy[0];
    }

    private static double[] Moved(double[] values, int index, double h)
    {
        double[] moved = [.. values];
        moved[index] += h;
        return moved;
    }
}
