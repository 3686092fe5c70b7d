using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Data;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma settle</c>: how far the phases of a trained network end from rest, and what they cost.</summary>
internal sealed class SettleCommand : Verb
{
    private readonly Argument<string> _path = new("DIR-OR-CHECKPOINT") { Description = "A run folder, or a checkpoint file." };
    private readonly Option<string[]> _set = CommonOptions.Set("Other dynamics than it was trained with, for example rule.dynamics.solver=dopri5. May be repeated. Default: those it was trained with.");
    private readonly Option<int?> _minibatches = Numbers.Option("--minibatches", "N", "Minibatches, from the first. Default: 50.", 1, 1_000_000);
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<DatasetPart> _on = CommonOptions.On(DatasetPart.Test);
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of text.");

    public SettleCommand(Terminal terminal)
        : base(
            "settle",
            "Tells how far the phases of a trained corinfomax network end from their fixed points, and how many evaluations they cost, with any dynamics. Changes nothing.",
            terminal,
            "soma settle runs/mnist-seed0",
            "soma settle runs/mnist-seed0 --set rule.dynamics.solver=dopri5 --set rule.dynamics.tolerance=1e-4 --minibatches 20")
    {
        Add(_path);
        Takes(_set, _minibatches, _on, _data, _threads, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        ITrainedNetwork network = TrainedNetwork.Load(parsed.GetRequiredValue(_path));
        Experiment asked = ExperimentReader.Read(network.Experiment.ToJson(), network.Experiment.Name, parsed.GetValue(_set) ?? []);
        DataSource data = DataSource.Load(network.Experiment, parsed.GetValue(_data));
        Dataset samples = data.Pair.Take(parsed.GetValue(_on));
        using ThreadTeam team = new(CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, network.Experiment.BatchSize));
        RestReport report = Measure(network, samples, parsed.GetValue(_minibatches) ?? 50, asked.Rule, team, cancellation);
        if (parsed.GetValue(_json))
            JsonLines.Write(Terminal.Out, new { network.Experiment.Name, network.EpochsDone, report.Samples, report.Correct, report.Restless, report.Phases, report.Divergence });
        else
            WriteText(network, data, samples.Name, report);
        if (report.Divergence is not { } divergence)
            return ExitCode.Done;
        Failures.Report(divergence.ToString(), Terminal);
        return ExitCode.Diverged;
    }

    private static RestReport Measure(ITrainedNetwork network, Dataset samples, int minibatches, RuleChoice rule, ThreadTeam team, CancellationToken cancellation)
    {
        try
        {
            return network.MeasureRest(samples, minibatches, rule, team, cancellation);
        }
        catch (ArgumentException failure)
        {
            throw new UsageException(failure.Message.Split(" (Parameter")[0]);
        }
    }

    private void WriteText(ITrainedNetwork network, DataSource data, string dataset, RestReport report)
    {
        Terminal.Out.WriteLine($"network    {network.Experiment.Name}, {network.Experiment.Network}, trained for {RunPosition.Of(network)}");
        Terminal.Out.WriteLine($"data       {dataset} {data.Place}: {Wording.Whole(report.Samples)} samples, {Wording.Whole(report.Correct)} answered rightly");
        if (report.Restless > 0)
            Terminal.Out.WriteLine($"restless   {Wording.Whole(report.Restless)} samples come to rest nowhere and are not in the distances");
        Terminal.Console.Write(Tables.Of(
            ["phase", "evaluations", "mean distance to rest", "largest"],
            report.Phases.Select(static (phase, index) => new[] { $"{Wording.Whole(index + 1)} {phase.Kind}", Wording.Fixed(phase.Evaluations, 1), Wording.Fixed(phase.MeanDistance, 5), Wording.Fixed(phase.LargestDistance, 4) }),
            rightFrom: 1));
    }
}
