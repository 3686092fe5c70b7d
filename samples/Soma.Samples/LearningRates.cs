using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;

namespace Soma.Samples;

/// <summary>Learning through a differential equation.</summary>
public static class LearningRates
{
    /// <summary>Finds the rates of prey and predator again from what was observed of them.</summary>
    /// <param name="iterations">Steps of gradient descent.</param>
    /// <returns>How far the solution is from what was observed, before and after.</returns>
    public static (double Before, double After) Run(int iterations)
    {
        // snippet: learning-rates
        double[] times = [.. Enumerable.Range(0, 21).Select(static k => 0.25 * k)], start = [1, 0.5];
        LotkaVolterra field = new();
        field.SetParameters([1.1, 0.9, 0.8, 1.2]);
        double[] observed = new OdeSolver<double>().Solve(field, times, start).States.ToArray();

        field.SetParameters([1, 1, 1, 1]);
        SymplecticAdjoint<double> mode = new(new OdeOptions { Method = "dopri5", RelativeTolerance = 1e-6 });
        double[] errors = new double[observed.Length], startGradient = new double[2], gradient = new double[4];
        double before = 0, after = 0;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            OdeSolution<double> solution = mode.Forward(field, times, start);
            if (!solution.Outcome.Succeeded)
                throw new InvalidOperationException(solution.Outcome.Advice);
            for (int index = 0; index < errors.Length; index++)
                errors[index] = solution.States[index] - observed[index];
            mode.Backward(errors, startGradient, gradient);
            field.SetParameters([.. field.Parameters.ToArray().Zip(gradient, static (value, slope) => value - (0.005 * slope))]);
            after = 0.5 * errors.Sum(static error => error * error);
            before = iteration == 0 ? after : before;
        }

        // end
        return (before, after);
    }
}
