using System.CommandLine;
using System.Globalization;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Numerics;
using Soma.Reports;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma layers</c>: what each layer makes of the first minibatches.</summary>
internal sealed class LayersCommand : Verb
{
    private const int RowsShown = 11;

    private readonly Argument<string> _experiment = new("EXPERIMENT") { Description = "Name of an experiment whose rule learns layer by layer, or path of a JSON file." };
    private readonly Option<int?> _minibatches = Numbers.Option("--minibatches", "N", "How many minibatches are learned from. Default: 100.", 1, 1_000_000);
    private readonly Option<string[]> _set = CommonOptions.Set("Changes keys of the experiment, for example rule.kernel=cosine. May be repeated. Default: as the experiment says.");
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _out = new("--out") { Description = "New folder for layers.csv and the charts objectives.svg and third-factors.svg. Default: none is written.", HelpName = "DIR" };
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object per minibatch instead of a table.");

    public LayersCommand(Terminal terminal)
        : base(
            "layers",
            "Trains the first minibatches of an experiment and shows what each layer makes small by itself, how strong the third factor of its learning is, and the time. Keeps no network.",
            terminal,
            "soma layers phsic-mnist-gaussian-grp-div",
            "soma layers phsic-vgg-cossim-grp-div --minibatches 100 --out layers/vgg")
    {
        Add(_experiment);
        Takes(_minibatches, _set, _threads, _data, _out, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        Experiment experiment = ExperimentLibrary.Open(parsed.GetRequiredValue(_experiment), parsed.GetValue(_set) ?? []);
        string? folder = parsed.GetValue(_out);
        if (folder is not null && (File.Exists(folder) || Directory.Exists(folder)))
            throw new UsageException($"'{folder}' is there already, and nothing in it was touched. Give another name with --out DIR.");
        DataSource data = DataSource.Load(experiment, parsed.GetValue(_data));
        using ThreadTeam team = new(CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, experiment.BatchSize));
        List<LayerMoment> moments = [];
        ExitCode end = ExitCode.Done;
        try
        {
            foreach (LayerMoment moment in LayerWatch.Run(experiment, data.Pair, parsed.GetValue(_minibatches) ?? 100, team, cancellation: cancellation))
            {
                moments.Add(moment);
                if (parsed.GetValue(_json))
                    JsonLines.Write(Terminal.Out, moment);
            }
        }
        catch (ArithmeticException divergence)
        {
            Failures.Report(divergence.Message, Terminal);
            end = ExitCode.Diverged;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            end = ExitCode.Interrupted;
        }

        // What was seen up to an end before its time is told all the same.
        if (moments.Count == 0)
            return end;
        if (folder is not null)
            Write(folder, moments);
        if (!parsed.GetValue(_json))
            Show(experiment, moments, folder);
        return end;
    }

    private static void Write(string folder, List<LayerMoment> moments)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "layers.csv"), LayerCurves.ToCsv(moments));
        if (LayerCurves.Objectives(moments) is { } objectives)
            File.WriteAllText(Path.Combine(folder, "objectives.svg"), objectives);
        if (LayerCurves.ThirdFactors(moments) is { } factors)
            File.WriteAllText(Path.Combine(folder, "third-factors.svg"), factors);
    }

    private void Show(Experiment experiment, List<LayerMoment> moments, string? folder)
    {
        Terminal.Out.WriteLine($"network     {experiment.Network}, rule {experiment.Rule.Name}, batch {Wording.Whole(experiment.BatchSize)}, seed {Wording.Whole((long)experiment.Seed)}");
        LayerMoment[] shown = [.. moments.Where((_, index) => index % Math.Max(1, moments.Count / (RowsShown - 1)) == 0 || index == moments.Count - 1)];
        string[] heads =
        [
            "minibatch", "output", .. shown[0].Objectives.Select(static (_, index) => string.Create(CultureInfo.InvariantCulture, $"layer {index + 1}")), "ms",
        ];
        Terminal.Console.Write(Tables.Of(heads, shown.Select(Row), rightFrom: 1));
        Terminal.Out.WriteLine("Before it learned from the minibatch: the cross-entropy of the output, and what each hidden layer makes small by itself.");
        double[] times = [.. moments.Skip(moments.Count > 1 ? 1 : 0).Select(static moment => moment.Milliseconds).Order()];
        Terminal.Out.WriteLine($"time        {Wording.Fixed(times[times.Length / 2], 1)} ms per minibatch (median), least {Wording.Fixed(times[0], 1)} ms");
        if (folder is not null)
            Terminal.Out.WriteLine($"written     {folder}");
    }

    private static string[] Row(LayerMoment moment) =>
        [Wording.Whole(moment.Minibatch), Wording.Fixed(moment.CrossEntropy, 4), .. moment.Objectives.Select(static value => Wording.Fixed(value, 4)), Wording.Fixed(moment.Milliseconds, 0)];
}
