using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>Keeps the state and the tape of every stage of every step. What a failed step has left is written over by the next one.</summary>
internal sealed class TapedStages<T>(MemoryLedger ledger) : StageMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private GrowingRows<T>? _uses;
    private int _stateLength, _stages;

    /// <summary>The number of the step under way, from 0.</summary>
    public int Step { get; set; }

    /// <summary>What one step adds.</summary>
    private long ValuesOfAStep => (long)_stages * _uses!.RowLength;

    public override void Begin(VectorField<T> field, int stages)
    {
        int length = checked(field.StateLength + field.TapeLength);
        if (_uses?.RowLength != length)
            _uses = new(length);
        (_stateLength, _stages, Step) = (field.StateLength, stages, 0);

        // The step under way, and the use of the field at its end, which is the first of the next.
        ledger.Hold(MemoryKind.Tapes, ValuesOfAStep + length);
    }

    public override Span<T> StateOf(int stage) => Use(stage)[.._stateLength];

    public override Span<T> TapeOf(int stage) => Use(stage)[_stateLength..];

    public override void Advance()
    {
        Step++;
        ledger.Hold(MemoryKind.Tapes, ValuesOfAStep);
    }

    /// <summary>Steps from the one under way on are no longer needed.</summary>
    public void Release() => ledger.Release(MemoryKind.Tapes, ValuesOfAStep);

    /// <summary>Nothing is needed any more.</summary>
    public void ReleaseAll() => ledger.Release(MemoryKind.Tapes, ValuesOfAStep + _uses!.RowLength);

    private Span<T> Use(int stage) => _uses![(Step * _stages) + stage];
}
