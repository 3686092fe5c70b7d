using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// Differentiates a number L that depends on a solution at its output times: <see cref="Forward"/> solves, the caller computes ∂L/∂y at each output time, and <see cref="Backward"/> turns these into the
/// derivatives with respect to the start and the parameters. The modes differ in what they keep on the way, in what they compute again, and in whether the result is exact; they take and give the same.
/// </summary>
/// <remarks>A mode keeps its buffers from one solution to the next, and serves one caller at a time. The steps that were made are taken as given: their sizes are not differentiated.</remarks>
/// <typeparam name="T">The value type of the state.</typeparam>
public abstract class GradientMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private OdeSolution<T>? _solution;
    private double[] _times = [];

    /// <summary>Takes the options.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    private protected GradientMode(OdeOptions? options)
    {
        Options = options ?? new OdeOptions();
        Options.Require();
    }

    /// <summary>How it solves.</summary>
    public OdeOptions Options { get; }

    private protected StepLog Log { get; } = new();

    /// <summary>What is held, and was.</summary>
    internal MemoryLedger Ledger { get; } = new();

    /// <summary>What the last way forward was made with.</summary>
    private protected Integrator<T> Integrator { get; private set; } = null!;

    private protected VectorField<T> Field => Integrator.Field;

    private protected ReadOnlySpan<double> Times => _times;

    private protected OdeSolution<T> Solution => _solution!;

    private protected long Evaluations { get; set; }

    private protected long Pulls { get; set; }

    /// <summary>Solves, and keeps what the way back needs.</summary>
    /// <param name="field">f. Its parameters may change before the next way forward, but not before the way back.</param>
    /// <param name="times">Where the solution starts, and then where it is wanted: at least two, strictly rising or strictly falling.</param>
    /// <param name="start">The state at the first time.</param>
    /// <returns>The solution at those times, the start included.</returns>
    /// <exception cref="ArgumentException">The start has the wrong length, or the times are not in order; the message says all that is wrong.</exception>
    public OdeSolution<T> Forward(VectorField<T> field, ReadOnlySpan<double> times, ReadOnlySpan<T> start)
    {
        OdeProblem.Require(field, times, start);
        if (Integrator?.Field != field)
            Integrator = new Integrator<T>(Options, field);
        if (_times.Length != times.Length)
            _times = new double[times.Length];
        times.CopyTo(_times);
        T[] outputs = new T[checked(times.Length * field.StateLength)];
        Ledger.Clear();
        OdeOutcome outcome = Solve(start, outputs);
        _solution = new OdeSolution<T>(outcome, Log, [.. _times], outputs, field.StateLength);
        return _solution;
    }

    /// <summary>Goes back through the solution that <see cref="Forward"/> made last, once.</summary>
    /// <param name="outputGradients">∂L/∂y at each output time, one after the other, the start included.</param>
    /// <param name="startGradient">Receives ∂L/∂y₀.</param>
    /// <param name="parameterGradient">Receives ∂L/∂θ, <see cref="VectorField{T}.ParameterLength"/> values; or is empty, if that is not asked for.</param>
    /// <exception cref="InvalidOperationException">There is no solution, it did not reach its end, or it has been gone back through already.</exception>
    /// <exception cref="ArgumentException">A length is wrong; the message says all that is wrong.</exception>
    public GradientReport Backward(ReadOnlySpan<T> outputGradients, Span<T> startGradient, Span<T> parameterGradient)
    {
        RequireSolution();
        RequireLengths(outputGradients.Length, startGradient.Length, parameterGradient.Length);
        (Evaluations, Pulls) = (0, 0);
        startGradient.Clear();
        parameterGradient.Clear();
        OdeOutcome outcome = Reverse(outputGradients, startGradient, parameterGradient);
        _solution = null;
        if (outcome.Succeeded && !(Primitives.AllFinite<T>(startGradient) && Primitives.AllFinite<T>(parameterGradient)))
            outcome = new(OdeEnd.NotFinite, _times[0]);
        return new(outcome, Evaluations, Pulls, Ledger.Peak);
    }

    /// <summary>Solves with the integrator and keeps what the way back needs.</summary>
    /// <param name="start">The state at the first time.</param>
    /// <param name="outputs">Receives the states at all times.</param>
    private protected abstract OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs);

    /// <summary>Goes back.</summary>
    /// <param name="outputGradients">∂L/∂y at each output time.</param>
    /// <param name="lambda">Zero; receives ∂L/∂y₀.</param>
    /// <param name="parameterGradient">Zero; receives ∂L/∂θ.</param>
    private protected abstract OdeOutcome Reverse(ReadOnlySpan<T> outputGradients, Span<T> lambda, Span<T> parameterGradient);

    /// <summary>Runs the integrator on a memory.</summary>
    private protected OdeOutcome Run(StageMemory<T> memory, ReadOnlySpan<T> start, Span<T> outputs)
    {
        long work = StepWork<T>.ValuesFor(Integrator.Tableau, Field);
        Ledger.Hold(MemoryKind.Stages, work);
        memory.Begin(Field, Integrator.Tableau.Stages);
        start.CopyTo(memory.StateOf(0));
        OdeOutcome outcome = Integrator.Run(_times, memory, Log, outputs);
        Ledger.Release(MemoryKind.Stages, work);
        return outcome;
    }

    /// <summary>∂L/∂y at one output time.</summary>
    private protected ReadOnlySpan<T> GradientAt(ReadOnlySpan<T> outputGradients, int output) => outputGradients.Slice(output * Field.StateLength, Field.StateLength);

    private void RequireSolution()
    {
        if (_solution is null)
            throw new InvalidOperationException("There is no solution to go back through: call Forward first, and Backward once for each.");
        if (!_solution.Outcome.Succeeded)
            throw new InvalidOperationException($"The solution did not reach its end, so it has no gradient. {_solution.Outcome.Advice}");
    }

    private void RequireLengths(int outputGradients, int startGradient, int parameterGradient)
    {
        List<string> problems = [];
        int outputs = _times.Length * Field.StateLength;
        if (outputGradients != outputs)
            problems.Add(FormattableString.Invariant($"{_times.Length} output times of {Field.StateLength} values need {outputs} derivatives, but {outputGradients} were given."));
        if (startGradient != Field.StateLength)
            problems.Add(FormattableString.Invariant($"The derivatives with respect to the start need {Field.StateLength} values of room, but there are {startGradient}."));
        if (parameterGradient != 0 && parameterGradient != Field.ParameterLength)
            problems.Add(FormattableString.Invariant($"The derivatives with respect to the parameters need {Field.ParameterLength} values of room, or none, but there are {parameterGradient}."));
        if (problems.Count > 0)
            throw new ArgumentException($"There can be no gradient:\n  - {string.Join("\n  - ", problems)}");
    }
}
