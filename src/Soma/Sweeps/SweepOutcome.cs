namespace Soma.Sweeps;

/// <summary>What became of the runs that were open.</summary>
/// <param name="Results">One per run that was open, in order.</param>
/// <param name="IsInterrupted">Whether some are still open because the sweep was asked to stop.</param>
public sealed record SweepOutcome(IReadOnlyList<CellResult> Results, bool IsInterrupted)
{
    /// <summary>The runs in a state.</summary>
    /// <param name="state">The state.</param>
    public IReadOnlyList<CellResult> In(CellState state) => [.. Results.Where(result => result.State == state)];
}
