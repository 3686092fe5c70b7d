using Soma.Dynamics.Solvers;
using Soma.Samples;

namespace Soma.Tests.Documentation;

/// <summary>The field of the page does what the page says.</summary>
public sealed class OwnFieldTests
{
    [Fact]
    public void The_rates_are_learned()
    {
        (double before, double after) = LearningRates.Run(iterations: 200);
        Assert.InRange(after, 0, before / 100);
    }

    // Prey and predator conserve c·x − d·ln x + b·y − a·ln y: catches a sign in the sample.
    [Fact]
    public void Prey_and_predator_go_round()
    {
        LotkaVolterra field = new();
        field.SetParameters([1.1, 0.9, 0.8, 1.2]);
        static double Invariant(ReadOnlySpan<double> state) => (0.8 * state[0]) - (1.2 * Math.Log(state[0])) + (0.9 * state[1]) - (1.1 * Math.Log(state[1]));
        OdeSolution<double> solution = new OdeSolver<double>().Solve(field, [0, 3, 10], [1, 0.5]);
        Assert.Equal(Invariant(solution[0]), Invariant(solution[1]), 1e-6);
        Assert.Equal(Invariant(solution[0]), Invariant(solution[2]), 1e-6);
    }
}
