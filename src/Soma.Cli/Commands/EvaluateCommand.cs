using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Data;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma evaluate</c>: asks a trained network about a dataset.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Argument<string> _path = new("DIR-OR-CHECKPOINT") { Description = "A run folder, or a checkpoint file." };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<DatasetPart> _on = CommonOptions.On(DatasetPart.Test);
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of text.");

    public EvaluateCommand(Terminal terminal)
        : base(
            "evaluate",
            "Tells how often a trained network answers rightly, class by class, and how many of its units are silent or saturated. Changes nothing.",
            terminal,
            "soma evaluate runs/mnist-seed0",
            "soma evaluate runs/mnist-seed0/checkpoint.safetensors --on train --json")
    {
        Add(_path);
        Takes(_on, _data, _threads, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        ITrainedNetwork network = TrainedNetwork.Load(parsed.GetRequiredValue(_path));
        DataSource data = DataSource.Load(network.Experiment, parsed.GetValue(_data));
        Dataset samples = data.Pair.Take(parsed.GetValue(_on));
        using ThreadTeam team = new(CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, network.Experiment.BatchSize));
        EvaluationReport report = network.Evaluate(samples, team, cancellation: cancellation);
        if (report.Divergence is { } divergence)
        {
            Failures.Report(divergence.ToString(), Terminal);
            return ExitCode.Diverged;
        }

        if (parsed.GetValue(_json))
            WriteJson(network, data, report);
        else
            WriteText(network, data, report);
        return ExitCode.Done;
    }

    private void WriteText(ITrainedNetwork network, DataSource data, EvaluationReport report)
    {
        Terminal.Out.WriteLine($"network    {network.Experiment.Name}, {network.Experiment.Network}, trained for {RunPosition.Of(network)}");
        Terminal.Out.WriteLine($"data       {report.Dataset} {data.Place}");
        Terminal.Out.WriteLine($"accuracy   {Wording.Percent(report.Accuracy)}: {report.Correct} of {report.Samples}");
        if (network.AlignmentAngles.Count > 0)
            Terminal.Out.WriteLine($"angle      {Wording.Angles(network.AlignmentAngles)}");
        if (report.Silent.Count > 0)
            Terminal.Out.WriteLine($"silent     {Wording.Percents(report.Silent)}, saturated {Wording.Percents(report.Saturated)} of the units of each hidden layer");
        IReadOnlyList<string> names = data.Pair.Test.LabelNames;
        Terminal.Console.Write(Tables.Of(
            ["class", "samples", "correct", "accuracy"],
            report.Classes.Select((count, label) => new[] { names[label], Wording.Whole(count.Samples), Wording.Whole(count.Correct), Wording.Percent(count.Accuracy) }),
            rightFrom: 1));
    }

    private void WriteJson(ITrainedNetwork network, DataSource data, EvaluationReport report) => JsonLines.Write(Terminal.Out, new
    {
        Experiment = network.Experiment.Name,
        network.EpochsDone,
        network.MinibatchesDone,
        report.Dataset,
        DataFolder = data.Folder,
        report.Samples,
        report.Correct,
        report.Accuracy,
        report.Classes,
        network.AlignmentAngles,
        report.Silent,
        report.Saturated,
    });
}
