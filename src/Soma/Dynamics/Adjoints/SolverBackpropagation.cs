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

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public SolverBackpropagation(OdeOptions? options = null)
        : base(options) => _stages = new TapedStages<T>(Ledger);

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs) => Run(_stages, start, outputs);

    private protected override void BeginReverse()
    {
        if (_work != Integrator.Work)
            (_work, _reversal) = (Integrator.Work, new StepReversal<T>(Integrator.Work));
        Ledger.Hold(MemoryKind.Stages, _reversal!.Values);
    }

    private protected override void ReverseStep(int step, Span<T> lambda, Span<T> parameterGradient)
    {
        _stages.Step = step;
        _stages.Release();
        _reversal!.Reverse(Log.Times[step], Log.Times[step + 1], _stages, lambda, parameterGradient);
        Pulls += Integrator.Tableau.Stages;
    }

    private protected override void EndReverse(Span<T> lambda, Span<T> parameterGradient)
    {
        _stages.ReleaseAll();
        Ledger.Release(MemoryKind.Stages, _reversal!.Values);
    }
}
