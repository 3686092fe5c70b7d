using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Systems;

/// <summary>
/// Predators p and their prey n (Lotka 1925, Volterra 1926): dn/dt = αn − βnp, dp/dt = δnp − γp, here with α = 1.5, β = 1, δ = 1, γ = 3. Their numbers go round for ever:
/// δn − γ ln n + βp − α ln p does not change.
/// </summary>
public sealed class LotkaVolterra() : DynamicalSystem("lotka-volterra", "predators and prey: dn/dt = 1.5n − np, dp/dt = np − 3p", "prey", "predators")
{
    private const double Births = 1.5, Hunting = 1, Feeding = 1, Deaths = 3;

    // The rest point is n = γ/δ = 3, p = α/β = 1.5: all starts circle around it.
    private const double FewestPrey = 1, MostPrey = 5, FewestPredators = 0.5, MostPredators = 2.5;

    /// <inheritdoc/>
    public override IReadOnlyList<Invariant> Invariants { get; } =
        [new("Volterra's constant", static state => (Feeding * state[0]) - (Deaths * Math.Log(state[0])) + (Hunting * state[1]) - (Births * Math.Log(state[1])))];

    /// <inheritdoc/>
    public override VectorField<double> CreateField() => new Law();

    /// <summary>Draws 1 to 5 prey and 0.5 to 2.5 predators.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="start">Receives prey and predators.</param>
    public override void DrawStart(RandomStream random, Span<double> start) =>
        (start[0], start[1]) = (random.NextUniform(FewestPrey, MostPrey), random.NextUniform(FewestPredators, MostPredators));

    private sealed class Law() : VectorField<double>(2)
    {
        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape)
        {
            (double prey, double predators) = (state[0], state[1]);
            (rate[0], rate[1]) = ((Births * prey) - (Hunting * prey * predators), (Feeding * prey * predators) - (Deaths * predators));
        }

        public override double Pull(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient)
        {
            (double prey, double predators) = (state[0], state[1]);
            stateGradient[0] = (cotangent[0] * (Births - (Hunting * predators))) + (cotangent[1] * Feeding * predators);
            stateGradient[1] = (cotangent[0] * -Hunting * prey) + (cotangent[1] * ((Feeding * prey) - Deaths));
            return 0;
        }
    }
}
