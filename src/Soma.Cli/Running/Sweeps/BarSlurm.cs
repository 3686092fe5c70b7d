using System.Globalization;
using Soma.Sweeps;
using Soma.Sweeps.Slurm;
using Spectre.Console;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep on a cluster on a terminal: one bar for all of it with what the queue shows, and above it a line for each run that is over.</summary>
internal sealed class BarSlurm : ISlurmWatcher
{
    private const int BarWidth = 20;

    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly ProgressTask _whole;

    private BarSlurm(IAnsiConsole console, ProgressContext context)
    {
        _console = console;
        _context = context;
        _whole = context.AddTask("sweep", maxValue: 1);
    }

    /// <summary>Follows with a bar.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="follow">The following.</param>
    public static SlurmOutcome Watch(IAnsiConsole console, Func<ISlurmWatcher, SlurmOutcome> follow) => console.Progress()
        .AutoRefresh(false)
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => follow(new BarSlurm(console, context)));

    public void OnStanding(SlurmStanding standing)
    {
    }

    public void OnSubmitted(SlurmJob job, string words)
    {
    }

    public void OnLooked(SlurmLook look)
    {
        SweepProgress progress = look.Progress;
        _whole.Value = progress.Share;
        _whole.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{progress.CellsEnded}/{progress.Cells} cells{SweepText.Left(progress)}  {SlurmText.Queue(look)}"));
        _context.Refresh();
    }

    public void OnCellEnded(CellResult result, SweepProgress progress) => _console.MarkupLineInterpolated($"{SweepText.Ended(result, progress)}");
}
