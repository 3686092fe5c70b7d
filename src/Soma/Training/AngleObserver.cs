using System.Numerics;
using Soma.Networks;

namespace Soma.Training;

/// <summary>Keeps the alignment angles of a run in its folder after minibatches 0, n, 2n, … of each epoch, and passes on whatever it is told.</summary>
internal sealed class AngleObserver<T>(IRunObserver next, RunFolder folder, Synapses<T> synapses) : IRunObserver
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _every = folder.Experiment.AngleEvery;

    /// <summary>Puts itself before an observer if there is a folder to write to and an angle to write.</summary>
    public static IRunObserver Around(IRunObserver observer, RunFolder? folder, Synapses<T> synapses) =>
        folder is { Experiment.AngleEvery: > 0 } && FeedbackAlignment.Angles(synapses).Count > 0 ? new AngleObserver<T>(observer, folder, synapses) : observer;

    public void OnStarted(RunStart start) => next.OnStarted(start);

    public void OnMinibatch(in MinibatchReport minibatch)
    {
        if ((minibatch.Minibatch - 1) % _every == 0)
            folder.SaveAngles(minibatch, FeedbackAlignment.Angles(synapses));
        next.OnMinibatch(minibatch);
    }

    public void OnBackedOff(BackOff backOff) => next.OnBackedOff(backOff);

    public void OnEpoch(EpochReport epoch) => next.OnEpoch(epoch);

    public void OnEnded(RunResult result) => next.OnEnded(result);
}
