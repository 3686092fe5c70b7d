using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>Keeps nothing but the step under way: all that a solution without gradients needs.</summary>
internal sealed class FleetingStages<T> : StageMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[][] _states = [];

    public override void Begin(VectorField<T> field, int stages)
    {
        if (_states.Length != stages + 1 || _states[0].Length != field.StateLength)
            _states = [.. Enumerable.Range(0, stages + 1).Select(_ => new T[field.StateLength])];
    }

    public override Span<T> StateOf(int stage) => _states[stage];

    public override Span<T> TapeOf(int stage) => default;

    public override void Advance() => (_states[0], _states[^1]) = (_states[^1], _states[0]);
}
