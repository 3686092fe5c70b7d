using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>Measures what the training thread allocates from the first minibatch of an epoch to its last.</summary>
internal sealed class AllocationObserver : IRunObserver
{
    private long _atStart;

    public long BytesOfLastEpoch { get; private set; } = -1;

    public void OnStarted(RunStart start)
    {
    }

    public void OnMinibatch(in MinibatchReport minibatch)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        if (minibatch.Minibatch == 1)
            _atStart = allocated;
        else
            BytesOfLastEpoch = allocated - _atStart;
    }

    public void OnBackedOff(BackOff backOff)
    {
    }

    public void OnEpoch(EpochReport epoch)
    {
    }

    public void OnEnded(RunResult result)
    {
    }
}
