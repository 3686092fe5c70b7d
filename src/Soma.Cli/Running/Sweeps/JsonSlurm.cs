using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Sweeps.Slurm;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep on a cluster told in JSON Lines: "plan", a "submitted" for each job, "queue" for each look and "cellEnded" for each run; the command adds "ended" at last.</summary>
/// <param name="output">Where to.</param>
/// <param name="plan">The sweep.</param>
/// <param name="folder">Where it lies.</param>
internal sealed class JsonSlurm(TextWriter output, SweepPlan plan, string folder) : ISlurmWatcher
{
    public void OnStanding(SlurmStanding standing) => Write(new
    {
        Event = "plan",
        plan.Name,
        Folder = folder,
        Cells = standing.Survey.Results.Count,
        Open = standing.Survey.Open.Count,
        standing.Queued,
        standing.Lost,
    });

    public void OnSubmitted(SlurmJob job, string words) => Write(new { Event = "submitted", Job = job.Id, job.Cluster, job.Array.Cells, job.Array.Offset, Words = words.Length > 0 ? words : null });

    public void OnLooked(SlurmLook look) => Write(new
    {
        Event = "queue",
        look.Running,
        look.Pending,
        look.Reason,
        look.Trouble,
        look.Progress.CellsEnded,
        look.Progress.Cells,
        look.Progress.Share,
        SecondsLeft = look.Progress.Left?.TotalSeconds,
    });

    public void OnCellEnded(CellResult result, SweepProgress progress) => Write(new
    {
        Event = "cellEnded",
        Cell = result.Cell.Number,
        result.Cell.Folder,
        result.State,
        result.TestAccuracy,
        result.DivergedIn,
        result.Trouble,
        result.LastFailure,
        progress.CellsEnded,
        progress.Cells,
    });

    private void Write<TEvent>(TEvent value)
    {
        JsonLines.Write(output, value);
        output.Flush();
    }
}
