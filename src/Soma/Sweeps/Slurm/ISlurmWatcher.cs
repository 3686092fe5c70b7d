namespace Soma.Sweeps.Slurm;

/// <summary>Is told of a sweep on a cluster.</summary>
public interface ISlurmWatcher
{
    /// <summary>It is known how the sweep stands; nothing was submitted yet.</summary>
    /// <param name="standing">How it stands.</param>
    void OnStanding(SlurmStanding standing);

    /// <summary>A job was accepted.</summary>
    /// <param name="job">The job.</param>
    /// <param name="words">What sbatch said beside its number, such as a warning; mostly empty.</param>
    void OnSubmitted(SlurmJob job, string words);

    /// <summary>Somebody looked at the queue and at the run folders.</summary>
    /// <param name="look">What was seen.</param>
    void OnLooked(SlurmLook look);

    /// <summary>A run is over: finished, diverged or failed.</summary>
    /// <param name="result">How it stands.</param>
    /// <param name="progress">Where the whole sweep stands.</param>
    void OnCellEnded(CellResult result, SweepProgress progress);
}
