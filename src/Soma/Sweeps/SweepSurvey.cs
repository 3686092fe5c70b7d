namespace Soma.Sweeps;

/// <summary>How the runs of a sweep stood when somebody looked.</summary>
/// <param name="Results">One per run, in the order of the plan.</param>
public sealed record SweepSurvey(IReadOnlyList<CellResult> Results)
{
    /// <summary>The runs that are to be begun or gone on with.</summary>
    public IReadOnlyList<CellResult> Open { get; } = [.. Results.Where(static result => result.State is CellState.Missing or CellState.Unfinished)];

    /// <summary>How many runs are in a state.</summary>
    /// <param name="state">The state.</param>
    public int Count(CellState state) => Results.Count(result => result.State == state);
}
