using Soma.Sweeps;
using Soma.Sweeps.Slurm;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep on a cluster told in plain lines.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="plan">The sweep.</param>
/// <param name="folder">Where it lies.</param>
internal sealed class PlainSlurm(Terminal terminal, SweepPlan plan, string folder) : ISlurmWatcher
{
    private (bool Runs, bool Waits, string? Reason, string? Trouble)? _last;

    public void OnStanding(SlurmStanding standing)
    {
        foreach (string line in SweepText.Header(plan, folder, standing.Survey))
            terminal.Out.WriteLine(line);
        if (standing.Queued.Count > 0)
            terminal.Out.WriteLine($"queued      cells {SlurmText.Numbers(standing.Queued)}, from before");
        if (standing.Lost.Count > 0)
            terminal.Out.WriteLine(SlurmText.Lost(standing.Lost));
        terminal.Out.Flush();
    }

    public void OnSubmitted(SlurmJob job, string words)
    {
        terminal.Out.WriteLine(SlurmText.Submitted(job));
        terminal.Out.Flush();
        if (words.Length > 0)
            terminal.Error.WriteLine(words);
    }

    // How many run changes with every run; that some do, or why none does, is news.
    public void OnLooked(SlurmLook look)
    {
        (bool, bool, string?, string?) now = (look.Running > 0, look.Pending > 0, look.Running > 0 ? null : look.Reason, look.Trouble);
        if (now == _last)
            return;
        _last = now;
        terminal.Out.WriteLine($"queue       {SlurmText.Queue(look)}");
        terminal.Out.Flush();
    }

    public void OnCellEnded(CellResult result, SweepProgress progress)
    {
        terminal.Out.WriteLine(SweepText.Ended(result, progress));
        terminal.Out.Flush();
    }
}
