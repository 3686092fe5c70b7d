using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Numerics;
using Soma.Reports;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Cli.Commands;

/// <summary><c>soma compare</c>: several rules on the same data, seeds and epochs.</summary>
internal sealed class CompareCommand : Verb
{
    private const int LongestName = 80;

    private readonly Argument<string[]> _experiments = new("EXPERIMENT")
    {
        Description = "Names of experiments (see: soma experiments), or paths of JSON files. They share data, size of minibatches and epochs.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int?> _epochs = CommonOptions.Epochs("Passes over the training set. Default: as the experiments say, if they agree.");
    private readonly Option<ulong[]> _seeds = new("--seeds")
    {
        Description = "Where the randomness of each run starts; every experiment is run with each. Default: 0.",
        HelpName = "N,N,…",
        DefaultValueFactory = static _ => [0],
        CustomParser = ParseSeeds,
    };

    private readonly Option<string[]> _set = CommonOptions.Set("Changes keys of all the experiments, for example architecture=[784,200,10]. May be repeated. Default: as the experiments say.");
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the report and the run folders. Default: comparisons/EXPERIMENT+EXPERIMENT…", HelpName = "DIR" };
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of text.");

    public CompareCommand(Terminal terminal)
        : base(
            "compare",
            "Trains several experiments on the same data with the same seeds, and sets side by side what they reach, how far their updates point from backpropagation's gradient, and what they cost. Run again, it goes on where it was stopped.",
            terminal,
            "soma compare mnist mnist-ep mnist-bp-ce --epochs 5 --seeds 0,10,20",
            "soma compare mnist mnist-fa-ce --epochs 1 --set architecture=[784,100,10] --out comparisons/small")
    {
        Add(_experiments);
        Takes(_epochs, _seeds, _set, _threads, _data, _out, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        ComparisonPlan plan = new(Open(parsed), parsed.GetRequiredValue(_seeds));
        string folder = parsed.GetValue(_out) ?? Path.Combine("comparisons", NameOf(plan));
        bool json = parsed.GetValue(_json);

        // Everything is known to fit before a folder is made, SOMA_PATH included.
        _ = PrimitivePaths.Current;
        DataSource data = DataSource.Load(plan.Experiments[0], parsed.GetValue(_data));
        using ThreadTeam team = new(CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, plan.Experiments[0].BatchSize));
        RuleComparison comparison = new(plan, data.Pair, team, folder);
        ComparisonResult result;
        try
        {
            result = comparison.Run(json ? null : new ComparisonProgress(Terminal.Out, plan), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Terminal.Error.WriteLine($"interrupted and saved in {folder}. The same command goes on.");
            return ExitCode.Interrupted;
        }

        IReadOnlyList<string> files = RuleComparisonReport.Of(result).Write(folder);
        if (json)
            WriteJson(result, folder);
        else
            WriteText(result, files);
        return result.Experiments.SelectMany(static compared => compared.Runs).Any(static run => run.Divergence is not null) ? ExitCode.Diverged : ExitCode.Done;
    }

    private List<Experiment> Open(ParseResult parsed)
    {
        List<string> changes = [.. parsed.GetValue(_set) ?? []];
        if (parsed.GetValue(_epochs) is { } epochs)
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"epochs={epochs}"));
        List<Experiment> experiments = [];
        List<string> problems = [];
        foreach (string name in parsed.GetRequiredValue(_experiments))
        {
            try
            {
                experiments.Add(ExperimentLibrary.Open(name, changes));
            }
            catch (ExperimentException failure)
            {
                problems.Add(failure.Message);
            }
        }

        return problems.Count == 0 ? experiments : throw new UsageException(string.Join(Environment.NewLine, problems.Distinct()));
    }

    private void WriteText(ComparisonResult result, IReadOnlyList<string> files)
    {
        Terminal.Out.WriteLine();
        Terminal.Out.WriteLine(RuleComparisonTables.Shared(result));
        Terminal.Console.Write(Tables.Of(RuleComparisonTables.ResultHeads, RuleComparisonTables.Results(result), rightFrom: 1));
        Terminal.Out.WriteLine("Degrees between what each layer learns and backpropagation's gradient at the same weights:");
        Terminal.Console.Write(Tables.Of(RuleComparisonTables.AngleHeads(result), RuleComparisonTables.Angles(result), rightFrom: 3));
        foreach (string note in result.Plan.Notes)
            Terminal.Out.WriteLine($"note: {note}");
        Terminal.Out.WriteLine("What is measured, and how: docs/comparing.md");
        foreach (string file in files)
            Terminal.Out.WriteLine($"wrote {file}");
    }

    private void WriteJson(ComparisonResult result, string folder) => JsonLines.Write(Terminal.Out, new
    {
        Folder = Path.GetFullPath(folder),
        result.Plan.Experiments[0].Data,
        result.Plan.Experiments[0].BatchSize,
        result.Plan.Experiments[0].Epochs,
        result.Plan.Seeds,
        result.Environment,
        result.Plan.Notes,
        Experiments = result.Experiments.Select(static compared => new
        {
            compared.Experiment.Name,
            Rule = compared.Experiment.Rule.Name,
            compared.Experiment.Architecture,
            compared.Cost,
            Runs = compared.Runs.Select(static run => new { run.Experiment.Seed, run.Folder, run.TestAccuracy, run.IsAtChance, run.Divergence, run.InitialAngles, run.TrainedAngles }),
        }),
    });

    private static string NameOf(ComparisonPlan plan)
    {
        string name = string.Join('+', plan.Experiments.Select(static experiment => experiment.Name));
        return name.Length <= LongestName ? name : string.Create(CultureInfo.InvariantCulture, $"{plan.Experiments[0].Name}+{plan.Experiments.Count - 1}-more");
    }

    private static ulong[]? ParseSeeds(ArgumentResult result)
    {
        List<ulong> seeds = [];
        foreach (string word in result.Tokens[0].Value.Split(','))
        {
            if (ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
                seeds.Add(seed);
            else
                result.AddError($"The option '--seeds' takes whole numbers from 0 such as 0,10,20, but was given '{result.Tokens[0].Value}'.");
        }

        return [.. seeds];
    }
}
