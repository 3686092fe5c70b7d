using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Training;
using Spectre.Console;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep on a terminal: a bar for all of it, one for each job, and above them a line for each run that is over.</summary>
internal sealed class BarSweep : ISweepWatcher
{
    private const int BarWidth = 20;

    // More bars would push the lines off a small screen.
    private const int MostBars = 16;

    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly ProgressTask _whole;
    private readonly List<ProgressTask> _jobs = [];
    private readonly Dictionary<int, SweepCell> _cells = [];

    private BarSweep(IAnsiConsole console, ProgressContext context)
    {
        _console = console;
        _context = context;
        _whole = context.AddTask("sweep", maxValue: 1);
    }

    /// <summary>Runs with bars.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="run">The sweep.</param>
    public static SweepOutcome Watch(IAnsiConsole console, Func<ISweepWatcher, SweepOutcome> run) => console.Progress()
        .AutoRefresh(false)
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => run(new BarSweep(console, context)));

    public void OnStarted(SweepSurvey survey, JobShare share)
    {
        for (int job = 0; job < Math.Min(MostBars, share.Jobs); job++)
            _jobs.Add(_context.AddTask("waiting", maxValue: 1));
        _context.Refresh();
    }

    public void OnCellStarted(int job, SweepCell cell, RunStart start) => _cells[job] = cell;

    public void OnAdvanced(int job, in MinibatchReport minibatch, SweepProgress progress)
    {
        ShowWhole(progress);
        if (job < _jobs.Count && _cells.TryGetValue(job, out SweepCell? cell))
        {
            _jobs[job].Value = (minibatch.Epoch - 1 + ((double)minibatch.Minibatch / minibatch.Minibatches)) / minibatch.Epochs;
            _jobs[job].Description = Markup.Escape(string.Create(
                CultureInfo.InvariantCulture,
                $"{cell.Number}  epoch {minibatch.Epoch}/{minibatch.Epochs}  {Wording.Percent(minibatch.RunningAccuracy)}  {cell.Folder}"));
        }

        _context.Refresh();
    }

    public void OnEpoch(int job, SweepCell cell, EpochReport epoch)
    {
    }

    public void OnCellEnded(int job, CellResult result, SweepProgress progress)
    {
        _console.MarkupLineInterpolated($"{SweepText.Ended(result, progress)}");
        ShowWhole(progress);
        _context.Refresh();
    }

    private void ShowWhole(SweepProgress progress)
    {
        _whole.Value = progress.Share;
        _whole.Description = string.Create(CultureInfo.InvariantCulture, $"{progress.CellsEnded}/{progress.Cells} cells{SweepText.Left(progress)}");
    }
}
