namespace Soma.Sweeps.Slurm;

/// <summary>Follows submitted runs: their folders tell what became of them, and the queue whether there is something to wait for.</summary>
internal sealed class SlurmFollower
{
    // Files that a node wrote may take a while to be seen elsewhere, and a task that a dead node takes with it may be queued anew.
    private const int LooksBeforeGone = 3;

    private readonly SweepRunner _runner;
    private readonly SlurmClient _client;
    private readonly SlurmStanding _standing;
    private readonly ISlurmWatcher? _watcher;
    private readonly TimeProvider _time;
    private readonly CellResult[] _results;
    private readonly bool[] _ended;
    private readonly int _endedBefore;
    private readonly double _work;
    private readonly long _began;

    public SlurmFollower(SweepRunner runner, SlurmClient client, SlurmStanding standing, ISlurmWatcher? watcher, TimeProvider time)
    {
        _runner = runner;
        _client = client;
        _standing = standing;
        _watcher = watcher;
        _time = time;
        _results = [.. standing.Survey.Open];
        _ended = new bool[_results.Length];
        _endedBefore = standing.Survey.Results.Count - _results.Length;
        _work = standing.Survey.Open.Sum(Left);
        _began = time.GetTimestamp();
    }

    /// <summary>Waits for the end.</summary>
    public SlurmOutcome Follow(TimeSpan between, CancellationToken cancellation)
    {
        for (int empty = 0; ;)
        {
            (IReadOnlyList<SlurmTask>? tasks, string? trouble) = Queue();
            ReadOpen();
            Tell(tasks ?? [], trouble);
            if (Array.TrueForAll(_ended, static ended => ended))
                return new SlurmOutcome(_results, false);
            empty = tasks is null || IsAnyLeft(tasks) ? 0 : empty + 1;
            if (empty == LooksBeforeGone)
                return new SlurmOutcome(_results, false);
            if (cancellation.WaitHandle.WaitOne(between))
                return new SlurmOutcome(_results, true);
        }
    }

    private static double Left(CellResult result) => Math.Max(0, result.Cell.Experiment.Epochs - result.EpochsDone);

    // A controller that is started anew does not answer for minutes, and its jobs run on.
    private (IReadOnlyList<SlurmTask>? Tasks, string? Trouble) Queue()
    {
        try
        {
            return (_standing.LivingJobs.Count == 0 ? [] : _client.Queue(_standing.LivingJobs), null);
        }
        catch (SlurmException failure)
        {
            return (null, failure.Message);
        }
    }

    private bool IsAnyLeft(IReadOnlyList<SlurmTask> tasks)
    {
        HashSet<int> queued = SlurmStanding.CellsOf(_standing.LivingJobs, tasks);
        return Enumerable.Range(0, _results.Length).Any(index => !_ended[index] && queued.Contains(_results[index].Cell.Number));
    }

    private void ReadOpen()
    {
        for (int index = 0; index < _results.Length; index++)
        {
            if (_ended[index])
                continue;
            CellResult before = _results[index], now = _results[index] = _runner.Again(before);

            // A failure that was noted earlier is that of an attempt before this one.
            if (now.State is CellState.Missing or CellState.Unfinished && (now.LastFailure is null || now.LastFailure == _standing.Survey.Open[index].LastFailure))
                continue;
            _ended[index] = true;
            _watcher?.OnCellEnded(now, Progress());
        }
    }

    private void Tell(IReadOnlyList<SlurmTask> tasks, string? trouble) => _watcher?.OnLooked(new SlurmLook(tasks.Count(static task => !task.IsPending), tasks.Count(static task => task.IsPending), Progress())
    {
        Reason = tasks.Where(static task => task.IsPending).GroupBy(static task => task.Reason).MaxBy(static group => group.Count())?.Key,
        Trouble = trouble,
    });

    private SweepProgress Progress()
    {
        double left = Enumerable.Range(0, _results.Length).Where(index => !_ended[index]).Sum(index => Left(_results[index]));
        double share = _work == 0 ? 1 : Math.Clamp(1 - (left / _work), 0, 1);
        return new SweepProgress(_endedBefore + _ended.Count(static ended => ended), _standing.Survey.Results.Count, share, share == 0 ? null : _time.GetElapsedTime(_began) * ((1 - share) / share));
    }
}
