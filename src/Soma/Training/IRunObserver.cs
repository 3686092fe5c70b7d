namespace Soma.Training;

/// <summary>Is told of a run while it goes on: a progress bar, a log, a test. Calls come from the thread that trains.</summary>
public interface IRunObserver
{
    /// <summary>The run begins or goes on.</summary>
    /// <param name="start">What and on what.</param>
    void OnStarted(RunStart start);

    /// <summary>A minibatch was learned; called thousands of times, so be quick.</summary>
    /// <param name="minibatch">Where the run stands.</param>
    void OnMinibatch(in MinibatchReport minibatch);

    /// <summary>The guard took updates back (<see cref="UpdateGuard"/>); never called in a run without one.</summary>
    /// <param name="backOff">Where and why.</param>
    void OnBackedOff(BackOff backOff)
    {
    }

    /// <summary>An epoch is over and saved.</summary>
    /// <param name="epoch">What it brought.</param>
    void OnEpoch(EpochReport epoch);

    /// <summary>The run is over.</summary>
    /// <param name="result">How.</param>
    void OnEnded(RunResult result);
}
