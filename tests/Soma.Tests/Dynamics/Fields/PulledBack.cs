using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Tests.Dynamics.Fields;

/// <summary>Holds what a field pulls back against differences of what it evaluates to.</summary>
internal static class PulledBack
{
    private const double Tolerance = 1e-7;

    /// <summary>uᵀ∂f/∂y, uᵀ∂f/∂θ and uᵀ∂f/∂t at a place.</summary>
    public static void IsWhatDifferencesSay(VectorField<double> field, double time, double[] state, RandomStream random)
    {
        double[] u = Draw(random, state.Length), rate = new double[state.Length], tape = new double[field.TapeLength];
        double[] stateGradient = new double[state.Length], parameterGradient = new double[field.ParameterLength], parameters = field.Parameters.ToArray();
        field.Evaluate(time, state, rate, tape);

        // Something else is evaluated between, so that only the tape can know.
        field.Evaluate(time + 1, [.. state.Select(static value => value + 0.3)], rate, []);
        double timeGradient = field.Pull(time, state, tape, u, stateGradient, parameterGradient);

        // At once is the same to the last bit.
        double[] stateAtOnce = new double[state.Length], parametersAtOnce = new double[field.ParameterLength];
        Assert.Equal(timeGradient, field.EvaluateAndPull(time, state, tape, u, stateAtOnce, parametersAtOnce));
        Assert.Equal(stateGradient, stateAtOnce);
        Assert.Equal(parameterGradient, parametersAtOnce);
        Assert.Equal(Slope(h => At(time + h, state, parameters)), timeGradient, Tolerance);
        for (int index = 0; index < state.Length; index++)
            Assert.Equal(Slope(h => At(time, Moved(state, index, h), parameters)), stateGradient[index], Tolerance);
        for (int index = 0; index < parameters.Length; index++)
            Assert.Equal(Slope(h => At(time, state, Moved(parameters, index, h))), parameterGradient[index], Tolerance);

        double At(double t, double[] y, double[] theta)
        {
            field.SetParameters(theta);
            field.Evaluate(t, y, rate, []);
            return rate.Zip(u, static (a, b) => a * b).Sum();
        }
    }

    /// <summary>Numbers from −1 to 1.</summary>
    public static double[] Draw(RandomStream random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextUniform(-1, 1))];

    // Richardson's extrapolation of central differences.
    private static double Slope(Func<double, double> f)
    {
        const double h = 1e-3;
        return ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
    }

    private static double[] Moved(double[] values, int index, double h)
    {
        double[] moved = [.. values];
        moved[index] += h;
        return moved;
    }
}
