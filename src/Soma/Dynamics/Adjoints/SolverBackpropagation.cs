using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// Backpropagation through the solver: every use of the field in every step that was made is remembered, N·s tapes, and gone back through once. Exact, the least work, and the most memory.
/// </summary>
/// <typeparam name="T">The value type of the state.</typeparam>
[GradientMode("backpropagation", "remembers every use of the field: the least work, memory for N·s tapes")]
public sealed class SolverBackpropagation<T> : StepwiseMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TapedStages<T> _stages;
    private StepReversal<T>? _reversal;
    private StepWork<T>? _work;
    private FirstStepLeak<T>? _leak;
    private T[] _end = [];

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public SolverBackpropagation(OdeOptions? options = null)
        : base(options) => _stages = new TapedStages<T>(Ledger);

    /// <summary>
    /// Whether the automatic choice of the first step is differentiated too, as a naive run through the published solver does. The result is then not the gradient that the other modes give, and
    /// differs from it by about the error of a step. Default false.
    /// </summary>
    public bool LetFirstStepLeak { get; init; }

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs) => Run(_stages, start, outputs);

    private protected override void BeginReverse()
    {
        if (_work != Integrator.Work)
            (_work, _reversal) = (Integrator.Work, new StepReversal<T>(Integrator.Work));
        Ledger.Hold(MemoryKind.Stages, _reversal!.Values);
        _leak = LetFirstStepLeak ? new FirstStepLeak<T>(Options, Integrator.Work, Log) : null;
    }

    private protected override void ReverseStep(int step, Span<T> lambda, Span<T> parameterGradient)
    {
        _stages.Step = step;
        _stages.Release();
        if (_leak is not null)
            _end = lambda.ToArray();
        _reversal!.Reverse(Log.Times[step], Log.Times[step + 1], _stages, lambda, parameterGradient);
        _leak?.Observe(step, _end, _stages, _reversal);
        Pulls += Integrator.Tableau.Stages;
        if (step == 0)
            _leak?.AddTo(_stages.StateOf(0), lambda, parameterGradient);
    }

    private protected override void EndReverse()
    {
        _stages.ReleaseAll();
        Ledger.Release(MemoryKind.Stages, _reversal!.Values);
    }
}
