namespace Soma.Sweeps.Slurm;

/// <summary>What a look at the queue and at the run folders showed.</summary>
/// <param name="Running">Tasks that run.</param>
/// <param name="Pending">Tasks that wait.</param>
/// <param name="Progress">Where the sweep stands, by its run folders.</param>
public sealed record SlurmLook(int Running, int Pending, SweepProgress Progress)
{
    /// <summary>Why most of the waiting tasks wait, in Slurm's words; null if none waits.</summary>
    public string? Reason { get; init; }

    /// <summary>What Slurm said instead of an answer; null if it answered. The run folders are looked at all the same.</summary>
    public string? Trouble { get; init; }
}
