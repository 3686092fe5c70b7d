namespace Soma.Training;

/// <summary>Tells nobody.</summary>
public sealed class SilentObserver : IRunObserver
{
    /// <summary>The one there is.</summary>
    public static SilentObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void OnStarted(RunStart start)
    {
    }

    /// <inheritdoc/>
    public void OnMinibatch(in MinibatchReport minibatch)
    {
    }

    /// <inheritdoc/>
    public void OnBackedOff(BackOff backOff)
    {
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochReport epoch)
    {
    }

    /// <inheritdoc/>
    public void OnEnded(RunResult result)
    {
    }
}
