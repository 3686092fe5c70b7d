using System.Diagnostics;
using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Training;
using Spectre.Console;

namespace Soma.Cli.Running;

/// <summary>A run on a terminal: a bar for the epoch under way, and above it a line for each that is over.</summary>
internal sealed class BarProgress : IRunObserver
{
    // With the text beside it the bar fits into 80 columns.
    private const int BarWidth = 20;

    // A bar that moves more often costs time and shows no more.
    private static readonly TimeSpan _betweenDrawings = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly RunPlace _place;
    private readonly ProgressContext _context;
    private readonly ProgressTask _bar;
    private long _started;
    private long _drawn;
    private long _learnedHere;

    private BarProgress(IAnsiConsole console, RunPlace place, ProgressContext context)
    {
        _console = console;
        _place = place;
        _context = context;
        _bar = context.AddTask("reading");
    }

    /// <summary>Runs with a bar.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="place">Where the run lies.</param>
    /// <param name="run">The run.</param>
    public static RunResult Watch(IAnsiConsole console, RunPlace place, Func<IRunObserver, RunResult> run) => console.Progress()
        .AutoRefresh(false)
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => run(new BarProgress(console, place, context)));

    public void OnStarted(RunStart start)
    {
        foreach (string line in RunText.Header(start, _place))
            _console.MarkupLineInterpolated($"{line}");
        _bar.MaxValue = start.Minibatches;
        _started = Stopwatch.GetTimestamp();
    }

    public void OnMinibatch(in MinibatchReport minibatch)
    {
        _learnedHere++;
        bool last = minibatch.Minibatch == minibatch.Minibatches;
        if (!last && Stopwatch.GetElapsedTime(_drawn) < _betweenDrawings)
            return;
        _drawn = Stopwatch.GetTimestamp();
        _bar.Value = minibatch.Minibatch;
        _bar.Description = Markup.Escape(Describe(minibatch));
        _context.Refresh();
    }

    public void OnBackedOff(BackOff backOff)
    {
        _console.MarkupLineInterpolated($"{RunText.Line(backOff)}");
        _context.Refresh();
    }

    public void OnEpoch(EpochReport epoch)
    {
        _console.MarkupLineInterpolated($"{RunText.Line(epoch)}");
        _context.Refresh();
    }

    public void OnEnded(RunResult result)
    {
        if (result.End == RunEnd.Done)
            _console.MarkupLineInterpolated($"{RunText.Done(result, _place)}");
    }

    private string Describe(in MinibatchReport minibatch)
    {
        long left = ((long)(minibatch.Epochs - minibatch.Epoch + 1) * minibatch.Minibatches) - minibatch.Minibatch;

        // The evaluations between epochs are in the time so far, and so they are in what is left.
        TimeSpan remaining = Stopwatch.GetElapsedTime(_started) * ((double)left / _learnedHere);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {minibatch.Epoch}/{minibatch.Epochs}  {minibatch.Minibatch}/{minibatch.Minibatches}  {Wording.Percent(minibatch.RunningAccuracy)}  {minibatch.Milliseconds:F2} ms  {Wording.Duration(remaining)} left");
    }
}
