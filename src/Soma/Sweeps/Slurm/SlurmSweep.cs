using Soma.Checkpoints;
using Soma.Data;

namespace Soma.Sweeps.Slurm;

/// <summary>
/// Runs a sweep on a cluster that is managed by Slurm: one task of a job array per cell. The run folders tell what is done, as they do on one machine, so that the sweep's folder
/// must lie on a file system that the nodes share; Slurm is only asked which tasks are still there.
/// </summary>
/// <example>
/// <code>
/// SlurmSweep sweep = new(runner, command, new SlurmOptions { Time = "2:00:00", AtMost = 20 }, new SlurmClient(new ProgramRunner()));
/// SlurmSubmission submission = sweep.Submit();
/// SlurmOutcome outcome = sweep.Follow(submission.Standing, TimeSpan.FromSeconds(10));
/// </code>
/// </example>
public sealed class SlurmSweep
{
    private const string SubmissionLock = ".slurm.lock";

    private readonly SweepRunner _runner;
    private readonly JobCommand _command;
    private readonly SlurmOptions _options;
    private readonly SlurmClient _client;
    private readonly TimeProvider _time;

    /// <summary>Gets ready; nothing is asked or written yet.</summary>
    /// <param name="runner">The sweep.</param>
    /// <param name="command">What a task runs; its folder is the runner's.</param>
    /// <param name="options">What a task asks of the cluster.</param>
    /// <param name="client">Speaks with Slurm.</param>
    /// <param name="time">The clock; the system's if null.</param>
    public SlurmSweep(SweepRunner runner, JobCommand command, SlurmOptions options, SlurmClient client, TimeProvider? time = null)
    {
        _runner = runner;
        _command = command;
        _options = options;
        _client = client;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The job script as it would be written now.</summary>
    public string Script => JobScript.Of(_runner.Plan.Name, _command, _options);

    /// <summary>Where <see cref="Submit(ISlurmWatcher?)"/> writes it.</summary>
    public string ScriptPath => Path.Combine(_command.Folder, JobScript.FileName);

    /// <summary>Where the logs of the tasks go.</summary>
    public string LogFolder => Path.Combine(_command.Folder, JobScript.Logs);

    /// <summary>How the sweep stands; changes nothing.</summary>
    /// <exception cref="SlurmException">Slurm is asked after earlier jobs and does not answer.</exception>
    public SlurmStanding Look()
    {
        IReadOnlyList<SlurmJob> jobs = SlurmJobFile.Read(_command.Folder);
        IReadOnlyList<SlurmTask> tasks = jobs.Count == 0 ? [] : _client.Queue(jobs);
        return new SlurmStanding(_runner.Survey(), jobs, tasks);
    }

    /// <summary>The commands that would submit what is to be submitted, a list of words each.</summary>
    /// <param name="standing">How the sweep stands.</param>
    /// <param name="maxArraySize">The cluster's limit of the numbers of tasks.</param>
    public IReadOnlyList<IReadOnlyList<string>> Commands(SlurmStanding standing, int maxArraySize)
    {
        string[] before = [.. standing.LivingJobs.Select(static job => job.Id)];
        return [.. SlurmArray.Divide(standing.ToSubmit, maxArraySize - 1).Select((array, index) => (IReadOnlyList<string>)
            ["sbatch", .. array.Submission(ScriptPath, _options.AtMost, before.Concat(Enumerable.Range(1, index).Select(static earlier => $"JOB{earlier}")))])];
    }

    /// <summary>Submits the open cells that neither wait nor run. Two who do so at once submit them once.</summary>
    /// <param name="watcher">Is told of it; null for nobody.</param>
    /// <returns>How the sweep stands now, and which jobs are new.</returns>
    /// <exception cref="SlurmException">There is no Slurm, or it refused. What was accepted before is remembered.</exception>
    /// <exception cref="SweepException">Networks and data do not fit.</exception>
    /// <exception cref="DataException">Data is not there, or cannot be used.</exception>
    public SlurmSubmission Submit(ISlurmWatcher? watcher = null)
    {
        int maxArraySize = _client.MaxArraySize();
        Directory.CreateDirectory(_command.Folder);
        using FileStream held = Lock();
        SlurmStanding standing = Look();
        watcher?.OnStanding(standing);
        if (standing.ToSubmit.Count == 0)
            return new SlurmSubmission(standing, []);
        _runner.RequireData(standing.Survey);
        Directory.CreateDirectory(LogFolder);
        AtomicFile.WriteText(ScriptPath, Script);
        List<SlurmJob> jobs = [.. standing.LivingJobs];
        foreach (SlurmArray array in SlurmArray.Divide(standing.ToSubmit, maxArraySize - 1))
            Submit(array, jobs, watcher);
        SlurmJob[] submitted = [.. jobs.Skip(standing.LivingJobs.Count)];
        return new SlurmSubmission(new SlurmStanding(standing.Survey, jobs, [.. standing.Tasks, .. submitted.SelectMany(static job => job.NewTasks)]), submitted);
    }

    /// <summary>Waits until all open runs are over, or until no job is left that would end them, or until it is told to stop; the jobs go on then.</summary>
    /// <param name="standing">How the sweep stood.</param>
    /// <param name="between">Time between two looks.</param>
    /// <param name="watcher">Is told of it; null for nobody.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public SlurmOutcome Follow(SlurmStanding standing, TimeSpan between, ISlurmWatcher? watcher = null, CancellationToken cancellation = default) =>
        new SlurmFollower(_runner, _client, standing, watcher, _time).Follow(between, cancellation);

    /// <summary>The log of a cell's last task.</summary>
    /// <param name="cell">Number of the cell.</param>
    /// <param name="standing">Knows the jobs.</param>
    /// <returns>Null if it was not submitted. The file need not be there.</returns>
    public string? LogOf(int cell, SlurmStanding standing) =>
        standing.Jobs.LastOrDefault(job => job.Array.Cells.Contains(cell)) is { } last ? JobScript.LogOf(_command.Folder, last.Id, cell - last.Array.Offset) : null;

    private void Submit(SlurmArray array, List<SlurmJob> jobs, ISlurmWatcher? watcher)
    {
        (string id, string? cluster, string words) = _client.Submit(array.Submission(ScriptPath, _options.AtMost, jobs.Select(static job => job.Id)));
        SlurmJob job = new(id, cluster, array, _time.GetUtcNow());
        jobs.Add(job);
        try
        {
            SlurmJobFile.Write(_command.Folder, jobs);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SlurmException($"Job {id} was submitted, but that cannot be noted in '{_command.Folder}': {failure.Message} End it with 'scancel {id}', make room, and submit again.");
        }

        watcher?.OnSubmitted(job, words);
    }

    private FileStream Lock()
    {
        string path = Path.Combine(_command.Folder, SubmissionLock);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException failure)
        {
            throw new SlurmException($"The sweep in '{_command.Folder}' is being submitted by somebody else at this moment. Give the command again when that is over. ({failure.Message})");
        }
    }
}
