using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Training;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep told in JSON Lines, for other programs: "started", then "cellStarted", "epoch" and "cellEnded" of each run as they come; the command adds "ended" at last.</summary>
/// <param name="output">Where to.</param>
internal sealed class JsonSweep(TextWriter output) : ISweepWatcher
{
    public void OnStarted(SweepSurvey survey, JobShare share) => Write(new { Event = "started", Cells = survey.Results.Count, Open = survey.Open.Count, share.Jobs, share.Threads });

    public void OnCellStarted(int job, SweepCell cell, RunStart start) => Write(new
    {
        Event = "cellStarted",
        Cell = cell.Number,
        cell.Folder,
        cell.Experiment.Seed,
        Setting = cell.Setting.Label,
        start.EpochsDone,
        start.MinibatchesDone,
    });

    public void OnAdvanced(int job, in MinibatchReport minibatch, SweepProgress progress)
    {
    }

    public void OnEpoch(int job, SweepCell cell, EpochReport epoch) => Write(new
    {
        Event = "epoch",
        Cell = cell.Number,
        epoch.Epoch,
        epoch.Epochs,
        epoch.TrainAccuracy,
        epoch.TestAccuracy,
        epoch.ValidationAccuracy,
        epoch.Seconds,
    });

    public void OnCellEnded(int job, CellResult result, SweepProgress progress) => Write(new
    {
        Event = "cellEnded",
        Cell = result.Cell.Number,
        result.Cell.Folder,
        result.State,
        result.TestAccuracy,
        result.DivergedIn,
        result.Trouble,
        progress.CellsEnded,
        progress.Cells,
        SecondsLeft = progress.Left?.TotalSeconds,
    });

    /// <summary>Writes an object as a line.</summary>
    /// <param name="value">The object.</param>
    public void Write<TEvent>(TEvent value)
    {
        JsonLines.Write(output, value);
        output.Flush();
    }
}
