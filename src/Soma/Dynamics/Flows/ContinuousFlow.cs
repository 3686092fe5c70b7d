using Soma.Dynamics.Densities;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Flows;

/// <summary>
/// A continuous normalizing flow in the plane that has been learned: from time 0, where the points of the density lie, its field carries them to a normal distribution at time 1. Going along gives the density of a point, with the
/// exact trace; going back from normal points draws from it.
/// </summary>
public sealed class ContinuousFlow
{
    private const int Width = 2;

    // Points are solved together in groups of so many, which bounds the buffers.
    private const int Group = 1000;

    private static readonly double[] _along = [0, 1], _back = [1, 0];

    private readonly IReadOnlyList<int> _hidden;
    private readonly FieldActivation _activation;
    private readonly OdeSolver<double> _solver;
    private readonly double[] _parameters;

    /// <summary>Takes a field.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="activation">What hidden units make of their input.</param>
    /// <param name="parameters">As of a <see cref="FlowField{T}"/> of width 2.</param>
    /// <param name="solver">How it is solved; default: the solver's own.</param>
    public ContinuousFlow(IReadOnlyList<int> hidden, FieldActivation activation, ReadOnlySpan<double> parameters, OdeOptions? solver = null) =>
        (_hidden, _activation, _parameters, _solver) = (hidden, activation, parameters.ToArray(), new(solver));

    /// <summary>log p of points, in nats.</summary>
    /// <param name="points">x and y of each, one after the other.</param>
    /// <returns>One value per point; all NaN for points of a group whose solution did not reach its end.</returns>
    public double[] LogDensity(ReadOnlySpan<double> points)
    {
        double[] densities = new double[points.Length / Width];
        for (int first = 0; first < densities.Length; first += Group)
        {
            int count = Math.Min(Group, densities.Length - first);
            double[]? end = Solve(_along, points.Slice(first * Width, count * Width), count);
            for (int point = 0; point < count; point++)
                densities[first + point] = end is null ? double.NaN : FlowLoss.LogNormal(end[point * Width], end[(point * Width) + 1]) + end[(count * Width) + point];
        }

        return densities;
    }

    /// <summary>Draws points.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="points">Receives x and y of each, one after the other; NaN where the solution did not reach its end.</param>
    public void Draw(RandomStream random, Span<double> points)
    {
        new Gaussian().Draw(random, points);
        for (int first = 0; first < points.Length; first += Group * Width)
        {
            Span<double> group = points.Slice(first, Math.Min(Group * Width, points.Length - first));
            if (Solve(_back, group, group.Length / Width) is { } end)
                end.AsSpan(0, group.Length).CopyTo(group);
            else
                group.Fill(double.NaN);
        }
    }

    private double[]? Solve(double[] times, ReadOnlySpan<double> points, int count)
    {
        FlowField<double> field = new(count, Width, _hidden, _activation, exactTrace: true);
        field.SetParameters(_parameters);
        double[] start = new double[field.StateLength];
        points.CopyTo(start);
        OdeSolution<double> solution = _solver.Solve(field, times, start);
        return solution.Outcome.Succeeded ? solution[1].ToArray() : null;
    }
}
