using System.Text.Json;
using Soma.Cli.Reporting;
using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>A run told in JSON Lines, for other programs: "started", one "epoch" each and a "backedOff" for each time the guard did, and at last "done", "interrupted" or "diverged".</summary>
/// <param name="output">Where to.</param>
/// <param name="place">Where the run lies.</param>
internal sealed class JsonProgress(TextWriter output, RunPlace place) : IRunObserver
{
    public void OnStarted(RunStart start)
    {
        using JsonDocument experiment = JsonDocument.Parse(start.Experiment.ToJson());
        Write(new
        {
            Event = "started",
            Experiment = experiment.RootElement,
            start.Environment,
            start.Folder,
            DataFolder = place.Data.Folder,
            start.EpochsDone,
            start.MinibatchesDone,
            start.Minibatches,
        });
    }

    public void OnMinibatch(in MinibatchReport minibatch)
    {
    }

    public void OnBackedOff(BackOff backOff) => Write(new
    {
        Event = "backedOff",
        backOff.Epoch,
        backOff.Minibatch,
        backOff.TakenBack,
        backOff.Share,
        backOff.Count,
        backOff.Cause,
    });

    public void OnEpoch(EpochReport epoch) => Write(new
    {
        Event = "epoch",
        epoch.Epoch,
        epoch.Epochs,
        epoch.RateFactor,
        epoch.TrainAccuracy,
        epoch.TestAccuracy,
        epoch.ValidationAccuracy,
        epoch.BackOffs,
        epoch.AlignmentAngles,
        epoch.Silent,
        epoch.Saturated,
        epoch.Information,
        epoch.Objective,
        epoch.MillisecondsPerMinibatch,
        epoch.Seconds,
    });

    public void OnEnded(RunResult result) => Write(new
    {
        Event = JsonNamingPolicy.CamelCase.ConvertName(result.End.ToString()),
        result.EpochsDone,
        result.MinibatchesDone,
        result.IsAtChance,
        result.Divergence,
    });

    private void Write<TEvent>(TEvent value)
    {
        JsonLines.Write(output, value);
        output.Flush();
    }
}
