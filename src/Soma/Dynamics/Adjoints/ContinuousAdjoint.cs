using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// The continuous adjoint (Chen, Rubanova, Bettencourt and Duvenaud, 2018): from output time to output time, last to first, the equation of λ is solved backward in time together with the state, with
/// steps of its own. Only the outputs are kept. The result approximates the gradient of the true solution and is not that of the numerical one: it is as good as the tolerance, and for coarse steps it
/// can be useless.
/// </summary>
/// <typeparam name="T">The value type of the state.</typeparam>
[GradientMode("continuous-adjoint", "keeps the outputs alone and solves the adjoint equation backward in time; not exact", IsExact = false)]
public sealed class ContinuousAdjoint<T> : GradientMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FleetingStages<T> _forward = new(), _backward = new();
    private readonly StepLog _log = new();
    private readonly double[] _interval = new double[2];
    private readonly T[] _one = [T.One];
    private Integrator<T>? _adjoint;
    private AdjointField<T>? _field;
    private VectorField<T>? _inner;
    private T[] _ends = [], _outputs = [];

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves, both ways; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public ContinuousAdjoint(OdeOptions? options = null)
        : base(options)
    {
    }

    private long WorkingValues => StepWork<T>.ValuesFor(Integrator.Tableau, _field!) + ((Integrator.Tableau.Stages - 1L) * _field!.StateLength) + _ends.Length;

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs)
    {
        OdeOutcome outcome = Run(_forward, start, outputs);
        _outputs = outputs.ToArray();
        Ledger.Hold(MemoryKind.Checkpoints, _outputs.Length);
        return outcome;
    }

    private protected override OdeOutcome Reverse(ReadOnlySpan<T> outputGradients, Span<T> lambda, Span<T> parameterGradient)
    {
        MakeField();
        Ledger.Hold(MemoryKind.Stages, WorkingValues);
        Ledger.Hold(MemoryKind.Tapes, _field!.Values);
        _backward.Begin(_field, Integrator.Tableau.Stages);
        Span<T> state = _backward.StateOf(0);
        state.Clear();
        GradientAt(outputGradients, Times.Length - 1).CopyTo(_field.Lambda(state));
        OdeOutcome outcome = new(OdeEnd.Reached, Times[0]);
        for (int output = Times.Length - 1; output > 0 && outcome.Succeeded; output--)
            outcome = GoBack(output, GradientAt(outputGradients, output - 1));
        state = _backward.StateOf(0);
        _field.Lambda(state).CopyTo(lambda);
        _field.Mu(state)[..parameterGradient.Length].CopyTo(parameterGradient);
        Pulls = _field.Pulls;
        Ledger.Release(MemoryKind.Stages, WorkingValues);
        Ledger.Release(MemoryKind.Tapes, _field.Values);
        Ledger.Release(MemoryKind.Checkpoints, _outputs.Length);
        return outcome;
    }

    // From one output time to the one before it, where y is what it was and λ takes what arrives there.
    private OdeOutcome GoBack(int output, ReadOnlySpan<T> arriving)
    {
        Span<T> state = _backward.StateOf(0);
        _outputs.AsSpan(output * Field.StateLength, Field.StateLength).CopyTo(_field!.Y(state));
        (_interval[0], _interval[1]) = (Times[output], Times[output - 1]);
        OdeOutcome outcome = _adjoint!.Run(_interval, _backward, _log, _ends);
        Evaluations += _log.Evaluations;
        Span<T> lambda = _field.Lambda(_backward.StateOf(0));
        Primitives.Combine(lambda, _one, arriving, lambda);
        return outcome;
    }

    private void MakeField()
    {
        if (_inner != Field)
        {
            (_inner, _field) = (Field, new AdjointField<T>(Field));
            _adjoint = new Integrator<T>(Options, _field);
            _ends = new T[2 * _field.StateLength];
        }

        _field!.Pulls = 0;
    }
}
