namespace Soma.Sweeps;

/// <summary>How runs that go on at the same time share the threads. The numbers do not depend on it.</summary>
/// <param name="Jobs">Runs at a time.</param>
/// <param name="Threads">Threads in all, at least one per job.</param>
public sealed record JobShare(int Jobs, int Threads)
{
    /// <summary>Shares threads out.</summary>
    /// <param name="jobs">Runs at a time; null for one per thread. Never more than there are runs.</param>
    /// <param name="threads">Threads in all, for example one per processor.</param>
    /// <param name="runs">Runs that are to be made.</param>
    public static JobShare Of(int? jobs, int threads, int runs)
    {
        int atOnce = Math.Clamp(jobs ?? threads, 1, Math.Max(1, runs));
        return new JobShare(atOnce, Math.Max(threads, atOnce));
    }

    /// <summary>The threads of a job; where they cannot be divided evenly the first jobs have one more.</summary>
    /// <param name="job">From 0.</param>
    public int ThreadsOf(int job) => (Threads / Jobs) + (job < Threads % Jobs ? 1 : 0);
}
