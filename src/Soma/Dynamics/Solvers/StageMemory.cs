using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// Where the states of a step are written, and what is kept of them when it has been made. Stage 0 is the state that the step starts from, stages 1 to s − 1 lie within it, and "stage" s is the state it
/// ends with.
/// </summary>
internal abstract class StageMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Forgets everything and makes what buffers are missing.</summary>
    /// <param name="field">Says how long states and tapes are.</param>
    /// <param name="stages">s.</param>
    public abstract void Begin(VectorField<T> field, int stages);

    /// <summary>Where a state of the step under way lies.</summary>
    /// <param name="stage">0 to s.</param>
    public abstract Span<T> StateOf(int stage);

    /// <summary>Where the use of the field at a stage leaves what it remembers; empty if that is not kept.</summary>
    /// <param name="stage">0 to s.</param>
    public abstract Span<T> TapeOf(int stage);

    /// <summary>The step has been made: what was stage s is stage 0 of the next.</summary>
    public abstract void Advance();
}
