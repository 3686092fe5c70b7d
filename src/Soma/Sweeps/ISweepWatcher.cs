using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Is told of a sweep while it goes on. Calls come from several threads, but never two at a time.</summary>
public interface ISweepWatcher
{
    /// <summary>The runs begin.</summary>
    /// <param name="survey">What is there already and what is to be done.</param>
    /// <param name="share">How the processors are divided.</param>
    void OnStarted(SweepSurvey survey, JobShare share);

    /// <summary>A run begins or goes on.</summary>
    /// <param name="job">The job that does it, from 0.</param>
    /// <param name="cell">The run.</param>
    /// <param name="start">Where it stands.</param>
    void OnCellStarted(int job, SweepCell cell, RunStart start);

    /// <summary>Minibatches were learned; called some ten times a second at most.</summary>
    /// <param name="job">The job that learned the last one.</param>
    /// <param name="minibatch">The last one.</param>
    /// <param name="progress">Where the whole sweep stands.</param>
    void OnAdvanced(int job, in MinibatchReport minibatch, SweepProgress progress);

    /// <summary>An epoch of a run is over and saved.</summary>
    /// <param name="job">The job that did it.</param>
    /// <param name="cell">The run.</param>
    /// <param name="epoch">What it brought.</param>
    void OnEpoch(int job, SweepCell cell, EpochReport epoch);

    /// <summary>A run is over for this process: finished, diverged, failed, interrupted, or somebody else's.</summary>
    /// <param name="job">The job that had it.</param>
    /// <param name="result">How it stands.</param>
    /// <param name="progress">Where the whole sweep stands.</param>
    void OnCellEnded(int job, CellResult result, SweepProgress progress);
}
