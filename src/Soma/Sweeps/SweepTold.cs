using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Tells a watcher of all runs, one call at a time, and adds up where the sweep stands.</summary>
internal sealed class SweepTold
{
    // More often would cost time and show no more.
    private static readonly TimeSpan _betweenCalls = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly ISweepWatcher? _watcher;
    private readonly TimeProvider _time;
    private readonly int _cells;
    private readonly double _work;
    private readonly long _began;
    private double _done;
    private int _ended;
    private long _told;

    public SweepTold(ISweepWatcher? watcher, SweepSurvey survey, TimeProvider time)
    {
        _watcher = watcher;
        _time = time;
        _cells = survey.Results.Count;
        _ended = _cells - survey.Open.Count;
        _work = survey.Open.Sum(WorkOf);
        _began = time.GetTimestamp();
    }

    /// <summary>The observer of a run.</summary>
    public CellObserver ObserverOf(int job, CellResult open) => new(this, job, open);

    /// <summary>A run is over for this process.</summary>
    public void CellEnded(int job, CellResult result)
    {
        lock (_gate)
        {
            _ended += result.State is CellState.Missing or CellState.Unfinished ? 0 : 1;
            _watcher?.OnCellEnded(job, result, Progress());
        }
    }

    private static double WorkOf(CellResult open) => Math.Max(0, open.Cell.Experiment.Epochs - open.EpochsDone);

    private SweepProgress Progress()
    {
        double share = _work == 0 ? 1 : Math.Min(1, _done / _work);
        return new SweepProgress(_ended, _cells, share, share == 0 ? null : _time.GetElapsedTime(_began) * ((1 - share) / share));
    }

    /// <summary>Listens to one run.</summary>
    internal sealed class CellObserver(SweepTold sweep, int job, CellResult open) : IRunObserver
    {
        public void OnStarted(RunStart start)
        {
            lock (sweep._gate)
                sweep._watcher?.OnCellStarted(job, open.Cell, start);
        }

        public void OnMinibatch(in MinibatchReport minibatch)
        {
            lock (sweep._gate)
            {
                sweep._done += 1.0 / minibatch.Minibatches;
                long now = sweep._time.GetTimestamp();
                if (sweep._watcher is null || (sweep._told != 0 && sweep._time.GetElapsedTime(sweep._told, now) < _betweenCalls))
                    return;
                sweep._told = now;
                sweep._watcher.OnAdvanced(job, minibatch, sweep.Progress());
            }
        }

        public void OnEpoch(EpochReport epoch)
        {
            lock (sweep._gate)
                sweep._watcher?.OnEpoch(job, open.Cell, epoch);
        }

        public void OnEnded(RunResult result)
        {
        }
    }
}
