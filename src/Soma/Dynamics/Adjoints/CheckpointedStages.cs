using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>Keeps the state that each step starts from, and the last; the stages within a step are written over.</summary>
internal sealed class CheckpointedStages<T>(MemoryLedger ledger) : StageMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private GrowingRows<T>? _states, _stages;
    private int _last;

    /// <summary>The number of the step under way, from 0.</summary>
    public int Step { get; set; }

    /// <summary>Values of the stages within a step.</summary>
    public long WorkingValues => (_last - 1L) * _states!.RowLength;

    public override void Begin(VectorField<T> field, int stages)
    {
        if (_states?.RowLength != field.StateLength || _last != stages)
            (_states, _stages, _last) = (new(field.StateLength), new(field.StateLength), stages);
        Step = 0;
        ledger.Hold(MemoryKind.Checkpoints, field.StateLength);
    }

    public override Span<T> StateOf(int stage) => stage == 0 ? _states![Step] : stage == _last ? _states![Step + 1] : _stages![stage];

    public override Span<T> TapeOf(int stage) => default;

    public override void Advance()
    {
        Step++;
        ledger.Hold(MemoryKind.Checkpoints, _states!.RowLength);
    }

    /// <summary>The last checkpoint is no longer needed.</summary>
    public void Release() => ledger.Release(MemoryKind.Checkpoints, _states!.RowLength);
}
