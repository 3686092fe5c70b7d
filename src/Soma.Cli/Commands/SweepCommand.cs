using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Cli.Running.Sweeps;
using Soma.Interchange;
using Soma.Numerics;
using Soma.Sweeps;
using Spectre.Console;

namespace Soma.Cli.Commands;

/// <summary><c>soma sweep</c>: many runs of one file.</summary>
internal sealed class SweepCommand : Verb
{
    private const int MostCellsUnasked = 10_000;

    private readonly Argument<string> _file = new("FILE") { Description = "A sweep file; see docs/sweeps.md." };
    private readonly Option<int?> _jobs = Numbers.Option("--jobs", "N", "Runs at a time. The numbers do not depend on it. Default: one per thread.", 1, CommonOptions.MostThreads);
    private readonly Option<int?> _threads = Numbers.Option("--threads", "N", "Threads in all, shared out among the runs. Default: one per processor.", 1, CommonOptions.MostThreads);
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the run folders and the table. Default: as the file says, else runs/NAME.", HelpName = "DIR" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<int?> _cell = Numbers.Option("--cell", "N", "Runs only the cell of this number, from 1, as an array job of a cluster does. Default: all.", 1, int.MaxValue);
    private readonly Option<bool> _list = new("--list") { Description = "Lists the cells with their numbers, states and folders, and runs nothing. Default: off." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Begins without asking, however many cells there are. Default: more than 10000 are asked about." };
    private readonly Option<bool> _tensorBoard = CommonOptions.TensorBoard();
    private readonly SlurmArguments _slurm = new();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    public SweepCommand(Terminal terminal)
        : base(
            "sweep",
            "Runs an experiment with many settings and seeds, several at a time. Given again it goes on: finished runs are skipped, broken ones resumed.",
            terminal,
            "soma sweep papers/corinfomax-2023/sweeps/table-7.json",
            "soma sweep docs/sweeps/leak-and-step.json --jobs 4 --out runs/leak-and-step",
            "soma sweep docs/sweeps/leak-and-step.json --cell 3",
            "soma sweep docs/sweeps/leak-and-step.json --slurm --time 30 --memory 2G --at-most 4 --wait")
    {
        Add(_file);
        Takes(_jobs, _threads, _out, _data, _cell, _list, _yes, _tensorBoard);
        Takes(_slurm.All);
        Takes(_json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        SlurmRequest? slurm = _slurm.Read(parsed, _jobs, _threads, _cell, _list);
        SweepPlan plan = SweepReader.Open(parsed.GetRequiredValue(_file));
        if (parsed.GetValue(_cell) is { } cell && cell > plan.Count)
            throw new UsageException($"There is no cell {Wording.Whole(cell)}: the sweep '{plan.Name}' has cells 1 to {Wording.Whole(plan.Count)}. See: soma sweep {plan.Origin} --list");
        _ = PrimitivePaths.Current;
        string folder = parsed.GetValue(_out) ?? plan.Folder;
        string? data = parsed.GetValue(_data);
        bool tensorBoard = parsed.GetValue(_tensorBoard);
        SweepRunner runner = new(plan, folder, name => DataSource.Load(name, data).Pair) { Observing = observer => tensorBoard ? new TensorBoardObserver(observer) : observer };
        SweepSession session = new(Terminal, runner, folder, parsed.GetValue(_json));
        int threads = parsed.GetValue(_threads) ?? Terminal.Processors;
        if (parsed.GetValue(_cell) is { } number)
            return session.RunCell(number, threads, cancellation);
        if (!parsed.GetValue(_yes))
            RequireConsent(plan);
        if (slurm is not null)
            return new SlurmSession(Terminal, session, runner, slurm, parsed.GetValue(_json)).Run(folder, data, cancellation);
        return parsed.GetValue(_list) ? session.List() : session.RunAll(parsed.GetValue(_jobs), threads, cancellation);
    }

    private void RequireConsent(SweepPlan plan)
    {
        if (plan.Count <= MostCellsUnasked)
            return;
        string question = $"The sweep '{plan.Name}' has {Wording.Whole(plan.Count)} cells, each a run with a folder of its own.";
        if (Terminal.IsInteractive && !System.Console.IsInputRedirected && Terminal.Console.Confirm($"{Markup.Escape(question)} Go on?", defaultValue: false))
            return;
        throw new UsageException($"{question} Nothing was begun; take fewer values, or agree with --yes.");
    }
}
