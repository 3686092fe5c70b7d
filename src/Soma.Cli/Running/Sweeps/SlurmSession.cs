using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Sweeps;
using Soma.Sweeps.Slurm;

namespace Soma.Cli.Running.Sweeps;

/// <summary>Submits a sweep to a cluster, follows it, and tells of it.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="session">Tables the sweep and concludes it, as if it had run here.</param>
/// <param name="runner">The sweep.</param>
/// <param name="request">What is asked of the cluster.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class SlurmSession(Terminal terminal, SweepSession session, SweepRunner runner, SlurmRequest request, bool json)
{
    private readonly SlurmClient _client = new(new ProgramRunner());

    /// <summary>Does what was asked for.</summary>
    /// <param name="folder">Where the sweep lies, as it was written.</param>
    /// <param name="data">The value of --data; null to look in the usual places.</param>
    /// <param name="cancellation">Ends the following.</param>
    public ExitCode Run(string folder, string? data, CancellationToken cancellation)
    {
        JobCommand command = new(SomaCommand.Words(), Path.GetFullPath(runner.Plan.Origin), Path.GetFullPath(folder), data is null ? null : Path.GetFullPath(data), Environment.CurrentDirectory);
        SlurmSweep sweep = new(runner, command, request.Options, _client);
        return request.DryRun ? Show(sweep) : Submit(sweep, folder, cancellation);
    }

    private ExitCode Show(SlurmSweep sweep)
    {
        (int maxArraySize, string? trouble) = Limit();
        SlurmStanding standing = trouble is null ? sweep.Look() : new SlurmStanding(runner.Survey(), [], []);
        IReadOnlyList<IReadOnlyList<string>> commands = sweep.Commands(standing, maxArraySize);
        if (trouble is not null)
            terminal.Error.WriteLine($"note: {trouble.TrimEnd().TrimEnd('.')}. MaxArraySize is taken to be {Wording.Whole(maxArraySize)}, and no job of earlier to be left.");
        if (json)
        {
            JsonLines.Write(terminal.Out, new { Event = "dryRun", sweep.ScriptPath, sweep.Script, Commands = commands });
            return ExitCode.Done;
        }

        terminal.Out.Write(sweep.Script);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(commands.Count == 0 ? "# Nothing would be submitted: no cell is open that is not queued already." : $"# This would be written to {sweep.ScriptPath} and submitted with:");
        foreach (IReadOnlyList<string> words in commands)
            terminal.Out.WriteLine(string.Join(' ', words.Select(SlurmText.Word)));
        return ExitCode.Done;
    }

    private (int MaxArraySize, string? Trouble) Limit()
    {
        try
        {
            return (_client.MaxArraySize(), null);
        }
        catch (SlurmException failure)
        {
            return (SlurmClient.UsualMaxArraySize, failure.IsMissing ? "There is no Slurm on this machine." : failure.Message);
        }
    }

    private ExitCode Submit(SlurmSweep sweep, string folder, CancellationToken cancellation)
    {
        ISlurmWatcher watcher = json ? new JsonSlurm(terminal.Out, runner.Plan, folder) : new PlainSlurm(terminal, runner.Plan, folder);
        (SlurmStanding standing, IReadOnlyList<SlurmJob> submitted) = sweep.Submit(watcher);
        if (standing.Survey.Open.Count == 0)
        {
            session.Tabulate();
            return session.Conclude(standing.Survey.Results, interrupted: false);
        }

        if (request.Wait)
            return Follow(sweep, standing, watcher, cancellation);
        if (submitted.Count == 0)
            throw new SlurmException(SlurmText.NothingNew(standing));
        if (!json)
        {
            terminal.Out.WriteLine($"script      {sweep.ScriptPath}, logs in {sweep.LogFolder}");
            terminal.Out.WriteLine("The same command with --wait follows the jobs and makes the table.");
        }

        return ExitCode.Done;
    }

    private ExitCode Follow(SlurmSweep sweep, SlurmStanding standing, ISlurmWatcher watcher, CancellationToken cancellation)
    {
        SlurmOutcome outcome = terminal.IsInteractive && !json
            ? BarSlurm.Watch(terminal.Console, bar => sweep.Follow(standing, request.Between, bar, cancellation))
            : sweep.Follow(standing, request.Between, watcher, cancellation);
        if (outcome.IsInterrupted)
        {
            if (json)
                JsonLines.Write(terminal.Out, new { Event = "interrupted" });
            terminal.Error.WriteLine(SlurmText.NoLongerFollowed(standing));
            return ExitCode.Interrupted;
        }

        session.Tabulate();
        if (json && outcome.Unfinished.Count > 0)
            JsonLines.Write(terminal.Out, new { Event = "unfinished", Cells = outcome.Unfinished.Select(static result => result.Cell.Number) });
        ExitCode code = session.Conclude([.. standing.Survey.Results.Where(static result => result.State is not (CellState.Missing or CellState.Unfinished)), .. outcome.Results], interrupted: false);
        if (outcome.Unfinished.Count == 0)
            return code;
        Failures.Report(SlurmText.Unfinished(outcome.Unfinished, cell => sweep.LogOf(cell, standing)), terminal);
        return ExitCode.Failed;
    }
}
