namespace Soma.Sweeps.Slurm;

/// <summary>What became of the runs that were followed.</summary>
/// <param name="Results">One per run that was open when the following began, in order.</param>
/// <param name="IsInterrupted">Whether the following was ended before the runs were; the jobs go on.</param>
public sealed record SlurmOutcome(IReadOnlyList<CellResult> Results, bool IsInterrupted)
{
    /// <summary>Runs that are still open; unless the following was interrupted, no job is left that would end them.</summary>
    public IReadOnlyList<CellResult> Unfinished => [.. Results.Where(static result => result.State is CellState.Missing or CellState.Unfinished)];
}
