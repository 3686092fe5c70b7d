using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// Solves dy/dt = f(t, y) from a start through any number of output times, forward or backward in time. Its buffers are kept from one solution to the next. It serves one caller at a time; to learn
/// through a solution, use a gradient mode of <see cref="Adjoints"/> instead.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; time is always double.</typeparam>
public sealed class OdeSolver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FleetingStages<T> _memory = new();
    private readonly StepLog _log = new();
    private Integrator<T>? _integrator;

    /// <summary>Makes a solver.</summary>
    /// <param name="options">How it solves; the method dopri5 with tight tolerances if it is left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public OdeSolver(OdeOptions? options = null)
    {
        Options = options ?? new OdeOptions();
        Options.Require();
    }

    /// <summary>How it solves.</summary>
    public OdeOptions Options { get; }

    /// <summary>Solves.</summary>
    /// <param name="field">f.</param>
    /// <param name="times">Where the solution starts, and then where it is wanted: at least two, strictly rising or strictly falling.</param>
    /// <param name="start">The state at the first time.</param>
    /// <returns>The states at those times, as far as they were reached; see <see cref="OdeSolution{T}.Outcome"/>.</returns>
    /// <exception cref="ArgumentException">The start has the wrong length, or the times are not in order; the message says all that is wrong.</exception>
    public OdeSolution<T> Solve(VectorField<T> field, ReadOnlySpan<double> times, ReadOnlySpan<T> start)
    {
        OdeProblem.Require(field, times, start);
        if (_integrator?.Field != field)
            _integrator = new Integrator<T>(Options, field);
        _memory.Begin(field, _integrator.Tableau.Stages);
        start.CopyTo(_memory.StateOf(0));
        T[] outputs = new T[checked(times.Length * field.StateLength)];
        OdeOutcome outcome = _integrator.Run(times, _memory, _log, outputs);
        return new OdeSolution<T>(outcome, _log, times.ToArray(), outputs, field.StateLength);
    }
}
