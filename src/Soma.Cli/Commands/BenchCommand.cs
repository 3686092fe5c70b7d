using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Soma.Cli.Benchmarks;
using Soma.Cli.Parsing;
using Soma.Networks;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma bench</c>: how fast this machine trains, and how near that is to what it could do.</summary>
internal sealed class BenchCommand : Verb
{
    private static readonly string[] _pathNames = [.. Enum.GetNames<PrimitivePath>().Select(static name => name.ToLowerInvariant())];

    private readonly Argument<string[]> _experiments = new("EXPERIMENTS")
    {
        Description = "Experiments whose training minibatches are timed in turn, by name or file. Default: none; the products and the steps of corinfomax are.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<Architecture> _architecture = new("--architecture")
    {
        Description = "Units per layer from the input to the output. Default: 784,500,10.",
        HelpName = "N,N,…",
        DefaultValueFactory = static _ => new Architecture(784, 500, 10),
        CustomParser = ParseArchitecture,
    };

    private readonly Option<int?> _batch = Numbers.Option("--batch", "N", "Samples per minibatch. Default: 20.", 1, 10_000);
    private readonly Option<int?> _free = Numbers.Option("--free", "N", "Sweeps of the free phase. Default: 30.", 1, 100_000);
    private readonly Option<int?> _nudged = Numbers.Option("--nudged", "N", "Sweeps of the nudged phase. Default: 10.", 1, 100_000);
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<double?> _seconds = Numbers.Option("--seconds", "S", "About how long the products, and then the minibatches, are repeated. Default: 3.", 0.0, 3600.0);
    private readonly Option<string?> _path = new("--path")
    {
        Description = $"Instructions to use: {string.Join(", ", _pathNames)}. Default: the widest that the processor has, or what SOMA_PATH says.",
        HelpName = "PATH",
    };

    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of tables.");

    public BenchCommand(Terminal terminal)
        : base(
            "bench",
            "Measures the arithmetic peak of a core, the matrix products of a network, and whole training minibatches.",
            terminal,
            "soma bench",
            "soma bench mnist mnist-sparse --threads 1",
            "soma bench --architecture 784,500,500,10 --free 100 --nudged 20 --threads 4",
            "soma bench --path avx2 --seconds 1 --json")
    {
        Add(_experiments);
        Takes(_architecture, _batch, _free, _nudged, _threads, _path, _seconds, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_experiments) is { Length: > 0 } names)
            return Time(names, parsed, cancellation);
        int batch = parsed.GetValue(_batch) ?? 20;
        int threads = CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, batch);
        BenchmarkPlan plan = new(
            parsed.GetValue(_architecture)!, batch, parsed.GetValue(_free) ?? 30, parsed.GetValue(_nudged) ?? 10, threads, parsed.GetValue(_seconds) ?? 3);
        using IDisposable? path = ForcePath(parsed.GetValue(_path));
        BenchmarkReport report = new(RunEnvironment.Current(threads), plan, ProductBenchmark.Run(plan, cancellation), StepBenchmark.Run(plan, cancellation));
        if (parsed.GetValue(_json))
            Terminal.Out.WriteLine(report.ToJson());
        else
            report.WriteTo(Terminal);
        return ExitCode.Done;
    }

    private ExitCode Time(string[] names, ParseResult parsed, CancellationToken cancellation)
    {
        string[] idle = [.. new Option[] { _architecture, _batch, _free, _nudged }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
        if (idle.Length > 0)
            throw new UsageException($"Experiments bring their own network: leave out {string.Join(", ", idle)}, or the experiments.");
        Experiment[] experiments = [.. names.Select(static name => ExperimentLibrary.Open(name))];
        int threads = CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, experiments.Min(static experiment => experiment.BatchSize));
        using IDisposable? path = ForcePath(parsed.GetValue(_path));
        ExperimentBenchmark report = ExperimentBenchmark.Run(experiments, threads, parsed.GetValue(_seconds) ?? 3, cancellation);
        if (parsed.GetValue(_json))
            Terminal.Out.WriteLine(report.ToJson());
        else
            report.WriteTo(Terminal);
        return ExitCode.Done;
    }

    private static IDisposable? ForcePath(string? name)
    {
        if (name is null)
            return null;
        if (!_pathNames.Contains(name))
            throw new UsageException($"There is no path '{name}'; the paths are: {string.Join(", ", _pathNames)}.");
        return PrimitivePaths.Force(Enum.Parse<PrimitivePath>(name, ignoreCase: true));
    }

    private static Architecture? ParseArchitecture(ArgumentResult result)
    {
        string[] words = result.Tokens[0].Value.Split(',');
        int[] sizes = [.. words.Select(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0)];
        if (sizes.Length >= 2 && Array.TrueForAll(sizes, static size => size is >= 1 and <= 100_000))
            return new Architecture(sizes);
        result.AddError($"The option '--architecture' takes at least two sizes from 1 to 100000 such as 784,500,10, but was given '{result.Tokens[0].Value}'.");
        return null;
    }
}
