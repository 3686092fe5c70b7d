using Soma.Dynamics.Solvers;

namespace Soma.Samples;

// snippet: own-field
/// <summary>Prey and predator: dx/dt = x(a − b·y), dy/dt = y(c·x − d), with the four rates to be learned.</summary>
public sealed class LotkaVolterra() : VectorField<double>(stateLength: 2, parameterLength: 4)
{
    /// <inheritdoc/>
    public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape)
    {
        (double x, double y) = (state[0], state[1]);
        (rate[0], rate[1]) = (x * (Parameters[0] - (Parameters[1] * y)), y * ((Parameters[2] * x) - Parameters[3]));
    }

    /// <inheritdoc/>
    public override double Pull(
        double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient)
    {
        (double x, double y, double u, double v) = (state[0], state[1], cotangent[0], cotangent[1]);
        stateGradient[0] = (u * (Parameters[0] - (Parameters[1] * y))) + (v * Parameters[2] * y);
        stateGradient[1] = (v * ((Parameters[2] * x) - Parameters[3])) - (u * Parameters[1] * x);
        double[] rates = [u * x, -u * x * y, v * x * y, -v * y];
        for (int index = 0; index < parameterGradient.Length; index++)
            parameterGradient[index] += rates[index];
        return 0;
    }
}

// end
