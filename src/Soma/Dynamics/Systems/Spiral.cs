using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Systems;

/// <summary>
/// A damped spiral that turns the faster the farther it is from rest: dx/dt = −d x³ + w y³, dy/dt = −w x³ − d y³ with d = 0.1 and w = 2. Along a solution x⁴ + y⁴ falls at the rate 4d(x⁶ + y⁶).
/// </summary>
public sealed class Spiral() : DynamicalSystem("spiral", "a damped spiral: dx/dt = −0.1x³ + 2y³, dy/dt = −2x³ − 0.1y³", "x", "y")
{
    private const double Damping = 0.1, Turning = 2;
    private const double Nearest = 1, Farthest = 2;

    /// <inheritdoc/>
    public override VectorField<double> CreateField() => new Law();

    /// <summary>Draws a point of the ring 1 ≤ r &lt; 2, evenly.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="start">Receives x and y.</param>
    public override void DrawStart(RandomStream random, Span<double> start)
    {
        double square;
        do
        {
            (start[0], start[1]) = (random.NextUniform(-Farthest, Farthest), random.NextUniform(-Farthest, Farthest));
            square = (start[0] * start[0]) + (start[1] * start[1]);
        }
        while (square is < Nearest * Nearest or >= Farthest * Farthest);
    }

    private sealed class Law() : VectorField<double>(2)
    {
        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape)
        {
            double x3 = state[0] * state[0] * state[0], y3 = state[1] * state[1] * state[1];
            (rate[0], rate[1]) = ((-Damping * x3) + (Turning * y3), (-Turning * x3) - (Damping * y3));
        }

        public override double Pull(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient)
        {
            double slopeX = 3 * state[0] * state[0], slopeY = 3 * state[1] * state[1];
            stateGradient[0] = slopeX * ((-Damping * cotangent[0]) - (Turning * cotangent[1]));
            stateGradient[1] = slopeY * ((Turning * cotangent[0]) - (Damping * cotangent[1]));
            return 0;
        }
    }
}
