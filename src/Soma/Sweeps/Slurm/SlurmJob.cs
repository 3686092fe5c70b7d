namespace Soma.Sweeps.Slurm;

/// <summary>A job array that was submitted.</summary>
/// <param name="Id">Its number, as Slurm gave it.</param>
/// <param name="Cluster">The cluster among several; null if there is but one.</param>
/// <param name="Array">Its cells.</param>
/// <param name="Submitted">When.</param>
public sealed record SlurmJob(string Id, string? Cluster, SlurmArray Array, DateTimeOffset Submitted)
{
    /// <summary>Its tasks as they are when it has just been accepted.</summary>
    internal IEnumerable<SlurmTask> NewTasks => Array.Cells.Select(cell => new SlurmTask(Id, cell - Array.Offset, SlurmTask.Pending, ""));
}

/// <summary>A task that waits or runs.</summary>
/// <param name="Job">The number of its array.</param>
/// <param name="Number">Its number within the array.</param>
/// <param name="State">In Slurm's words, such as "PENDING" or "RUNNING".</param>
/// <param name="Reason">Why it waits, in Slurm's words.</param>
public sealed record SlurmTask(string Job, int Number, string State, string Reason)
{
    internal const string Pending = "PENDING";

    /// <summary>Whether it has not begun, or waits to begin again.</summary>
    public bool IsPending => State is Pending or "REQUEUED" or "REQUEUE_HOLD" or "SPECIAL_EXIT";
}
