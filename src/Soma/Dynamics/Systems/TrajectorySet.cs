using System.Globalization;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Systems;

/// <summary>Trajectories of a system at evenly spaced times, made by our own solver at a tolerance far below what is learned from them.</summary>
public sealed class TrajectorySet
{
    private static readonly OdeOptions _tight = new() { Method = "dopri8", RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };

    private readonly double[] _states;

    private TrajectorySet(int width, double[] times, double[] states) => (Width, Times, _states) = (width, times, states);

    /// <summary>Values of a state.</summary>
    public int Width { get; }

    /// <summary>The output times, from 0.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>How many trajectories there are.</summary>
    public int Count => _states.Length / (Width * Times.Count);

    /// <summary>A state.</summary>
    /// <param name="trajectory">From 0.</param>
    /// <param name="output">Number of the output time, from 0.</param>
    public ReadOnlySpan<double> this[int trajectory, int output] => _states.AsSpan(((trajectory * Times.Count) + output) * Width, Width);

    /// <summary>Mean square of the values about the mean of their variable over all trajectories and times: what a prediction by the mean alone would be wrong by.</summary>
    public double Variance
    {
        get
        {
            double sum = 0;
            for (int variable = 0; variable < Width; variable++)
            {
                double mean = 0;
                for (int index = variable; index < _states.Length; index += Width)
                    mean += _states[index];
                mean *= (double)Width / _states.Length;
                for (int index = variable; index < _states.Length; index += Width)
                    sum += (_states[index] - mean) * (_states[index] - mean);
            }

            return sum / _states.Length;
        }
    }

    /// <summary>Makes trajectories.</summary>
    /// <param name="system">The law of motion.</param>
    /// <param name="count">How many, at least 1; each has a stream of chance of its own, so that more of them change none of the first.</param>
    /// <param name="duration">The last time, more than 0.</param>
    /// <param name="intervals">Steps between output times, at least 1.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="InvalidOperationException">A trajectory cannot be made, since the system runs away.</exception>
    public static TrajectorySet Make(DynamicalSystem system, int count, double duration, int intervals, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        double[] times = Grid(duration, intervals), start = new double[system.Width];
        double[] states = new double[checked(count * times.Length * system.Width)];
        OdeSolver<double> solver = new(_tight);
        VectorField<double> field = system.CreateField();
        for (int trajectory = 0; trajectory < count; trajectory++)
        {
            system.DrawStart(random.Split(trajectory.ToString(CultureInfo.InvariantCulture)), start);
            OdeSolution<double> solution = solver.Solve(field, times, start);
            if (!solution.Outcome.Succeeded)
                throw new InvalidOperationException($"Trajectory {trajectory} of the system '{system.Name}' cannot be made. {solution.Outcome.Advice}");
            solution.States.CopyTo(states.AsSpan(trajectory * times.Length * system.Width));
        }

        return new(system.Width, times, states);
    }

    /// <summary>Evenly spaced times from 0.</summary>
    /// <param name="duration">The last.</param>
    /// <param name="intervals">How many intervals.</param>
    internal static double[] Grid(double duration, int intervals)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(intervals);
        double[] times = new double[intervals + 1];
        for (int output = 0; output < times.Length; output++)
            times[output] = duration * output / intervals;
        return times;
    }
}
