using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Cli.Running.Verification;
using Soma.Numerics;
using Soma.Reports;
using Soma.Sweeps;
using Soma.Verification;

namespace Soma.Cli.Commands;

/// <summary><c>soma verify</c>: published results, run and judged.</summary>
internal sealed class VerifyCommand : Verb
{
    private const int DefaultSeeds = 3, MostSeeds = 1000;

    private readonly Argument<string?> _paper = new("PAPER") { Description = "A paper, such as corinfomax-2023. Default with --list: all of them.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _table = new("TABLE") { Description = "A table or figure of it, such as table-1. Default: all of them.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string[]> _cells = new("CELL") { Description = "Cells of the table: mnist/corinfomax, the name of an experiment, or mnist/ for all of these data. Default: all of them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int?> _seeds = Numbers.Option("--seeds", "N", $"Seeds of each cell: the first N of the published ones, 0, 10, 20 and so on. Default: {DefaultSeeds}.", 1, MostSeeds);
    private readonly Option<int?> _epochs = CommonOptions.Epochs("Compares after this many epochs with the published learning curve, and trains no longer. Default: as many as the table has.");
    private readonly Option<bool> _list = new("--list") { Description = "Lists the cells, what was published, and how long a seed takes here; trains nothing. Default: off." };
    private readonly Option<bool> _noProbe = new("--no-probe") { Description = "Tells times from earlier runs alone, and does not try a few minibatches of the others. Default: off." };
    private readonly Option<bool> _noTraining = new("--no-training") { Description = "Judges the runs that are there and makes no others. Default: off." };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the run folders, verify.md and verify.csv. Default: runs/verify/PAPER.", HelpName = "DIR" };
    private readonly Option<string[]> _runs = new("--runs")
    {
        Description = "Run folders, or folders of them, whose finished runs are taken over if they compute the same; they are only read. Default: runs/PAPER, where the sweeps of the paper put theirs.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _jobs = Numbers.Option("--jobs", "N", "Runs at a time. The numbers do not depend on it. Default: one per thread.", 1, CommonOptions.MostThreads);
    private readonly Option<int?> _threads = Numbers.Option("--threads", "N", "Threads in all, shared out among the runs. Default: one per processor.", 1, CommonOptions.MostThreads);
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    public VerifyCommand(Terminal terminal)
        : base(
            "verify",
            "Runs published results with a few seeds and says of each whether it agrees: a cell passes if the mean of its seeds lies where, in 99 of 100 cases, that of as many further seeds of the published "
            + "program would, and no seed was lost of which the published ones were spared. Given again it goes on: finished runs are reused, broken ones resumed. See docs/verifying.md.",
            terminal,
            "soma verify --list",
            "soma verify corinfomax-2023 table-1 mnist/corinfomax --seeds 3",
            "soma verify corinfomax-2023 table-1 --seeds 1 --epochs 5",
            "soma verify corinfomax-2023 --seeds 10 --no-training --runs runs")
    {
        Add(_paper);
        Add(_table);
        Add(_cells);
        Takes(_seeds, _epochs, _list, _noProbe, _noTraining, _out, _runs, _jobs, _threads, _data, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        bool list = parsed.GetValue(_list);
        IReadOnlyList<PublishedCell> cells = CellChoice.Of(parsed.GetValue(_paper), parsed.GetValue(_table), parsed.GetValue(_cells) ?? [], list);
        string paper = cells[0].Paper;
        string name = string.Join(' ', (string[])[paper, .. parsed.GetValue(_table) is { } table ? [table] : Array.Empty<string>(), .. parsed.GetValue(_cells) ?? []]);
        VerificationPlan plan = VerificationPlan.Of(name, cells, parsed.GetValue(_seeds) ?? DefaultSeeds, parsed.GetValue(_epochs), PublishedCurves.Library.After)
            ?? throw new UsageException(NoPoint(cells, parsed.GetValue(_epochs)!.Value));
        _ = PrimitivePaths.Current;
        string folder = parsed.GetValue(_out) ?? Path.Combine("runs", "verify", paper);
        RunShelf shelf = ShelfOf(parsed, paper);
        string? data = parsed.GetValue(_data);
        SweepRunner runner = new(plan.Sweep, folder, dataset => DataSource.Load(dataset, data).Pair) { Elsewhere = shelf };
        VerifySession session = new(Terminal, plan, runner, folder, parsed.GetValue(_json));
        int threads = parsed.GetValue(_threads) ?? Terminal.Processors;
        foreach (string trouble in shelf.Unusable)
            Terminal.Error.WriteLine($"warning: {trouble}");
        if (list)
            return new CellList(Terminal, plan, runner, parsed.GetValue(_json)).Write(!parsed.GetValue(_noProbe), cancellation);
        return parsed.GetValue(_noTraining) ? session.Judge() : session.Run(parsed.GetValue(_jobs), threads, cancellation);
    }

    private RunShelf ShelfOf(ParseResult parsed, string paper)
    {
        if (parsed.GetValue(_runs) is not { Length: > 0 } folders)
            return RunShelf.Of(Path.Combine("runs", paper));
        string[] missing = [.. folders.Where(static folder => !Directory.Exists(folder)).Select(static folder => $"'{folder}'")];
        return missing.Length == 0 ? RunShelf.Of(folders) : throw new UsageException($"There is no folder {string.Join(" and ", missing)}; --runs takes run folders, or folders that hold some.");
    }

    private static string NoPoint(IReadOnlyList<PublishedCell> cells, int epochs)
    {
        int[] known = [.. cells.SelectMany(static cell => PublishedCurves.Library.Of(cell.Published.Curve).Select(static point => point.Epoch).Append(cell.Published.Epochs)).Distinct().Order()];
        return $"Nothing was published of {(cells.Count == 1 ? $"'{cells[0].Name}'" : "these cells")} after {Wording.Count(epochs, "epoch")}. There is something after {string.Join(", ", known.Select(static epoch => Wording.Whole(epoch)))}.";
    }
}
