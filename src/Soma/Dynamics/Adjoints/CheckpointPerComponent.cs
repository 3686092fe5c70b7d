using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// One checkpoint per component: of a whole solution only its start is kept; on the way back it is found once more, now by <see cref="SolverBackpropagation{T}"/>. Exact. In a chain of components only
/// one at a time holds its N·s tapes.
/// </summary>
/// <typeparam name="T">The value type of the state.</typeparam>
[GradientMode("checkpoint-per-component", "keeps the start alone; solves once more on the way back, with N·s tapes")]
public sealed class CheckpointPerComponent<T> : GradientMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FleetingStages<T> _stages = new();
    private readonly SolverBackpropagation<T> _again;
    private T[] _start = [];

    /// <summary>Makes the mode.</summary>
    /// <param name="options">How it solves; the default of <see cref="OdeSolver{T}"/> if they are left out.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    public CheckpointPerComponent(OdeOptions? options = null)
        : base(options) => _again = new SolverBackpropagation<T>(Options);

    private protected override OdeOutcome Solve(ReadOnlySpan<T> start, Span<T> outputs)
    {
        _start = start.ToArray();
        Ledger.Hold(MemoryKind.Checkpoints, _start.Length);
        return Run(_stages, start, outputs);
    }

    private protected override OdeOutcome Reverse(ReadOnlySpan<T> outputGradients, Span<T> lambda, Span<T> parameterGradient)
    {
        OdeSolution<T> solution = _again.Forward(Field, Times, _start);
        if (!solution.Outcome.Succeeded)
            return solution.Outcome;
        GradientReport report = _again.Backward(outputGradients, lambda, parameterGradient);
        Evaluations += solution.Evaluations + report.Evaluations;
        Pulls += report.Pulls;
        Ledger.Pass(report.Peak);
        Ledger.Release(MemoryKind.Checkpoints, _start.Length);
        return report.Outcome;
    }
}
