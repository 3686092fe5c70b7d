namespace Soma.Sweeps.Slurm;

/// <summary>What came of submitting a sweep.</summary>
/// <param name="Standing">How it stands: its jobs are those that are left of earlier ones, and the new ones.</param>
/// <param name="Submitted">The new ones; none if nothing was to be submitted.</param>
public sealed record SlurmSubmission(SlurmStanding Standing, IReadOnlyList<SlurmJob> Submitted);
