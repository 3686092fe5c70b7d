using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// One checkpoint per step (the adaptive checkpoint adjoint of Zhuang and others, 2020): on the way forward the state at each step is kept; on the way back each step is made once more, with tapes, and
/// gone back through. Exact; memory for the steps and for the s tapes of one step.
/// </summary>
/// <typeparam name="T">The value type of the state.</typeparam>
[GradientMode("checkpoint-per-step", "keeps the state at each step; makes each step once more on the way back, with tapes for its s uses of the field")]
public sealed class CheckpointPerStep<T> : StepwiseMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CheckpointedStages<T> _states;
    private readonly TapedStages<T> _step;
    private StepReversal<T>? _reversal;
    private StepWork<T>? _work;

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public CheckpointPerStep(OdeOptions? options = null)
        : base(options) => (_states, _step) = (new CheckpointedStages<T>(Ledger), new TapedStages<T>(Ledger));

    private long WorkingValues => StepWork<T>.ValuesFor(Integrator.Tableau, Field) + _reversal!.Values;

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs) => Run(_states, start, outputs);

    private protected override void BeginReverse()
    {
        if (_work != Integrator.Work)
            (_work, _reversal) = (Integrator.Work, new StepReversal<T>(Integrator.Work));
        _step.Begin(Field, Integrator.Tableau.Stages);
        Ledger.Hold(MemoryKind.Stages, WorkingValues);
    }

    private protected override void ReverseStep(int step, Span<T> lambda, Span<T> parameterGradient)
    {
        (double start, double end) = (Log.Times[step], Log.Times[step + 1]);
        _states.Release();
        _states.Step = step;
        _states.StateOf(0).CopyTo(_step.StateOf(0));
        MakeAgain(start, end);
        _reversal!.Reverse(start, end, _step, lambda, parameterGradient);
        Pulls += Integrator.Tableau.Stages;
    }

    private protected override void EndReverse()
    {
        _states.Release();
        _step.ReleaseAll();
        Ledger.Release(MemoryKind.Stages, WorkingValues);
    }

    // As published: a method whose last stage is the next step's first evaluates that one too, for nothing.
    private void MakeAgain(double start, double end)
    {
        int stages = Integrator.Tableau.Stages;
        _work!.Evaluate(0, start, _step);
        _work.Climb(start, end, stages - 1, _step);
        Evaluations += stages;
        if (!Integrator.Tableau.LastIsNextFirst)
            return;
        _work.Place(stages, end - start, _step);
        _work.Evaluate(stages, end, _step);
        Evaluations++;
    }
}
