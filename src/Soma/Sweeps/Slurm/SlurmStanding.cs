namespace Soma.Sweeps.Slurm;

/// <summary>How a sweep stands on a cluster: the run folders tell what is done, the queue what is still there.</summary>
public sealed class SlurmStanding
{
    /// <summary>Puts the two together.</summary>
    /// <param name="survey">How the runs stand, looked at after the queue: what ended between is seen as done and not as gone.</param>
    /// <param name="jobs">The jobs that were submitted.</param>
    /// <param name="tasks">Their tasks that wait or run.</param>
    public SlurmStanding(SweepSurvey survey, IReadOnlyList<SlurmJob> jobs, IReadOnlyList<SlurmTask> tasks)
    {
        Survey = survey;
        Jobs = jobs;
        Tasks = tasks;
        HashSet<int> queued = CellsOf(jobs, tasks);
        HashSet<string> there = [.. tasks.Select(static task => task.Job)];
        LivingJobs = [.. jobs.Where(job => there.Contains(job.Id))];
        HashSet<int> open = [.. survey.Open.Select(static result => result.Cell.Number)];
        Queued = [.. open.Where(queued.Contains).Order()];
        ToSubmit = [.. open.Where(cell => !queued.Contains(cell)).Order()];
        Lost = [.. ToSubmit.Intersect(jobs.SelectMany(static job => job.Array.Cells)).Order()];
    }

    /// <summary>How the runs stand.</summary>
    public SweepSurvey Survey { get; }

    /// <summary>The jobs that were submitted, as far as they are remembered.</summary>
    public IReadOnlyList<SlurmJob> Jobs { get; }

    /// <summary>Those of which a task waits or runs.</summary>
    public IReadOnlyList<SlurmJob> LivingJobs { get; }

    /// <summary>Open cells that wait or run, rising.</summary>
    public IReadOnlyList<int> Queued { get; }

    /// <summary>Open cells that nobody will run unless they are submitted, rising.</summary>
    public IReadOnlyList<int> ToSubmit { get; }

    /// <summary>Those among them that were submitted, but whose task is gone without finishing: ended, killed, or on a node that died.</summary>
    public IReadOnlyList<int> Lost { get; }

    /// <summary>Their tasks that wait or run.</summary>
    internal IReadOnlyList<SlurmTask> Tasks { get; }

    /// <summary>The cells of tasks.</summary>
    internal static HashSet<int> CellsOf(IReadOnlyList<SlurmJob> jobs, IReadOnlyList<SlurmTask> tasks) =>
        [.. from task in tasks join job in jobs on task.Job equals job.Id select task.Number + job.Array.Offset];
}
