using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>Remembers what it is told, and asks the run to stop after a number of minibatches.</summary>
internal sealed class RecordingObserver(int stopAfter = int.MaxValue) : IRunObserver, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _minibatches;

    public CancellationToken Token => _stop.Token;

    public RunStart? Start { get; private set; }

    public List<MinibatchReport> Minibatches { get; } = [];

    public List<EpochReport> Epochs { get; } = [];

    public List<BackOff> BackOffs { get; } = [];

    public RunResult? Result { get; private set; }

    public void OnStarted(RunStart start) => Start = start;

    public void OnMinibatch(in MinibatchReport minibatch)
    {
        Minibatches.Add(minibatch);
        if (++_minibatches == stopAfter)
            _stop.Cancel();
    }

    public void OnBackedOff(BackOff backOff) => BackOffs.Add(backOff);

    public void OnEpoch(EpochReport epoch) => Epochs.Add(epoch);

    public void OnEnded(RunResult result) => Result = result;

    public void Dispose() => _stop.Dispose();
}
