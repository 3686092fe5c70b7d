using System.CommandLine;
using System.CommandLine.Parsing;
using Soma.Sweeps.Slurm;

namespace Soma.Cli.Parsing;

/// <summary>The options of <c>sweep</c> that are about a cluster.</summary>
internal sealed class SlurmArguments
{
    private const int MostProcessors = 4096, DefaultSeconds = 10, MostSeconds = 3600;

    private readonly Option<bool> _slurm = new("--slurm")
    {
        Description = "Submits the open cells to Slurm as a job array, and what is queued already not again. The folder must lie where all nodes see it. Default: off, the cells run here.",
    };

    private readonly Option<bool> _wait = new("--wait") { Description = "With --slurm: follows the jobs to their end and makes the table. Default: off." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "With --slurm: shows the job script and the command, and submits nothing. Default: off." };
    private readonly Option<string?> _partition = new("--partition") { Description = "With --slurm: the part of the cluster. Default: the cluster's.", HelpName = "NAME" };

    private readonly Option<string?> _time = new("--time")
    {
        Description = "With --slurm: most time of a run, as 90 (minutes), 2:00:00 or 1-12 (days-hours); a minute before, it saves. Default: the partition's.",
        HelpName = "TIME",
    };

    private readonly Option<string?> _memory = new("--memory") { Description = "With --slurm: memory of a run, as 2G. Default: the cluster's.", HelpName = "SIZE" };
    private readonly Option<int?> _cpus = Numbers.Option("--cpus", "N", "With --slurm: processors of a run, which are its threads. Default: 1.", 1, MostProcessors);
    private readonly Option<int?> _atMost = Numbers.Option("--at-most", "N", "With --slurm: most runs at once. Default: as many as the cluster lets run.", 1, int.MaxValue);

    private readonly Option<string[]> _sbatch = new("--sbatch")
    {
        Description = "With --slurm: further options of sbatch, such as --account=lab. Default: none.",
        HelpName = "OPTION",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int?> _poll = Numbers.Option("--poll", "S", $"With --wait: seconds between two looks at the queue. Default: {DefaultSeconds}.", 1, MostSeconds);

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public Option[] All => [_slurm, _wait, _dryRun, _partition, _time, _memory, _cpus, _atMost, _sbatch, _poll];

    /// <summary>Reads what was asked for.</summary>
    /// <param name="parsed">A command line.</param>
    /// <param name="local">Options that are about this machine alone.</param>
    /// <returns>The request; null if the sweep is to run here.</returns>
    /// <exception cref="UsageException">Options contradict each other, or cannot be used.</exception>
    public SlurmRequest? Read(ParseResult parsed, params IReadOnlyList<Option> local)
    {
        if (!parsed.GetValue(_slurm))
        {
            string[] idle = Given(parsed, All.Skip(1));
            return idle.Length == 0 ? null : throw new UsageException($"{string.Join(", ", idle)} {(idle.Length == 1 ? "is" : "are")} about jobs of a cluster; add --slurm, or leave {(idle.Length == 1 ? "it" : "them")} out.");
        }

        string[] others = Given(parsed, local);
        if (others.Length > 0)
            throw new UsageException($"{string.Join(", ", others)} cannot stand beside --slurm. On a cluster --cpus gives the threads of a run and --at-most the runs at once.");
        SlurmOptions options = new()
        {
            Partition = parsed.GetValue(_partition),
            Time = parsed.GetValue(_time),
            Memory = parsed.GetValue(_memory),
            CpusPerTask = parsed.GetValue(_cpus) ?? 1,
            AtMost = parsed.GetValue(_atMost),
            More = parsed.GetValue(_sbatch) ?? [],
        };
        if (options.Problems() is { Count: > 0 } problems)
            throw new UsageException(string.Join(Environment.NewLine, problems.Select(static problem => $"The option '{problem.Path}' {problem.Message}")));
        return new SlurmRequest(options, parsed.GetValue(_wait), parsed.GetValue(_dryRun), TimeSpan.FromSeconds(parsed.GetValue(_poll) ?? DefaultSeconds));
    }

    private static string[] Given(ParseResult parsed, IEnumerable<Option> options) => [.. options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
}

/// <summary>What is asked of a cluster.</summary>
/// <param name="Options">Of the jobs.</param>
/// <param name="Wait">Whether to follow them.</param>
/// <param name="DryRun">Whether only to show what would be done.</param>
/// <param name="Between">Time between two looks.</param>
internal sealed record SlurmRequest(SlurmOptions Options, bool Wait, bool DryRun, TimeSpan Between);
