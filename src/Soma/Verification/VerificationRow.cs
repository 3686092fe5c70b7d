using Soma.Sweeps;

namespace Soma.Verification;

/// <summary>What became of a cell.</summary>
/// <param name="Target">The cell and what was published.</param>
/// <param name="Runs">Its runs, in the order of the seeds.</param>
public sealed record VerificationRow(VerificationTarget Target, IReadOnlyList<CellResult> Runs)
{
    /// <summary>Seeds whose finished run is no better than guessing; they are in the mean.</summary>
    public required IReadOnlyList<ulong> Collapsed { get; init; }

    /// <summary>The finished runs.</summary>
    public IReadOnlyList<CellResult> Finished => In(CellState.Finished);

    /// <summary>Seeds that diverged; they are in the mean as guesses.</summary>
    public IReadOnlyList<ulong> Diverged => [.. In(CellState.Diverged).Select(SeedOf)];

    /// <summary>Seeds that have not ended, whatever the reason.</summary>
    public IReadOnlyList<ulong> Missing => [.. Runs.Where(static run => run.State is not (CellState.Finished or CellState.Diverged)).Select(SeedOf)];

    /// <summary>Accuracies of the seeds that have ended, in percent and in their order; one that diverged has what guessing scores.</summary>
    public IReadOnlyList<double> Accuracies =>
        [.. Runs.Where(static run => run.State is CellState.Finished or CellState.Diverged).Select(run => 100 * run.TestAccuracy ?? Target.Cell.Guessing)];

    /// <summary>The seeds of <see cref="Accuracies"/>.</summary>
    public IReadOnlyList<ulong> Ended => [.. Runs.Where(static run => run.State is CellState.Finished or CellState.Diverged).Select(SeedOf)];

    /// <summary>Mean of <see cref="Accuracies"/>; null if there is none.</summary>
    public double? Mean => Accuracies is { Count: > 0 } values ? values.Average() : null;

    /// <summary>Their sample standard deviation; null for fewer than two.</summary>
    public double? StandardDeviation => Accuracies is { Count: > 1 } values ? Math.Sqrt(values.Sum(value => Squared(value - values.Average())) / (values.Count - 1)) : null;

    /// <summary>The verdict.</summary>
    public Agreement Agreement => Agreement.Judge(Target.Value, Target.Cell.Guessing, Accuracies, Collapsed.Count + Diverged.Count);

    private static double Squared(double value) => value * value;

    private static ulong SeedOf(CellResult result) => result.Cell.Experiment.Seed;

    private CellResult[] In(CellState state) => [.. Runs.Where(run => run.State == state)];
}
