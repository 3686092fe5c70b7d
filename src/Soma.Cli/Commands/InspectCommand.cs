using System.CommandLine;
using System.Text.Json;
using Soma.Checkpoints;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma inspect</c>: what is in a checkpoint.</summary>
internal sealed class InspectCommand : Verb
{
    private const string CheckpointName = "checkpoint.safetensors", MetricsName = "metrics.csv";

    private readonly Argument<string> _path = new("DIR-OR-CHECKPOINT") { Description = "A run folder, or a checkpoint file." };
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of text.");

    public InspectCommand(Terminal terminal)
        : base(
            "inspect",
            "Shows what is in a checkpoint: the experiment, how far it is trained, each tensor with its statistics, the alignment angles and the last metrics.",
            terminal,
            "soma inspect runs/mnist-seed0",
            "soma inspect runs/mnist-seed0/checkpoint.safetensors --json")
    {
        Add(_path);
        Takes(_json);
        Does((parsed, _) => Run(parsed.GetRequiredValue(_path), parsed.GetValue(_json)));
    }

    private ExitCode Run(string path, bool json)
    {
        ITrainedNetwork network = TrainedNetwork.Load(path);
        string file = Directory.Exists(path) ? Path.Combine(path, CheckpointName) : path;
        SafeTensorsFile contents = SafeTensors.Read(file);
        TensorSummary[] tensors = [.. contents.Names.Select(name => TensorSummary.Of(contents, name))];
        MetricsTable metrics = MetricsTable.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, MetricsName));
        if (json)
            WriteJson(file, network, tensors, metrics);
        else
            WriteText(file, network, tensors, metrics);
        return ExitCode.Done;
    }

    private void WriteText(string file, ITrainedNetwork network, TensorSummary[] tensors, MetricsTable metrics)
    {
        Experiment experiment = network.Experiment;
        Terminal.Out.WriteLine($"file        {file}");
        Terminal.Out.WriteLine($"experiment  {experiment.Name}{(experiment.Title.Length > 0 ? $": {experiment.Title}" : "")}");
        Terminal.Out.WriteLine($"network     {experiment.Network}, rule {experiment.Rule.Name}, seed {experiment.Seed}");
        Terminal.Out.WriteLine($"trained     {RunPosition.Of(network)}");
        if (network.AlignmentAngles.Count > 0)
            Terminal.Out.WriteLine($"angle       {Wording.Angles(network.AlignmentAngles)}");
        Terminal.Console.Write(Tables.Of(["tensor", "shape", "mean", "deviation", "least", "most", "norm"], tensors.Select(static tensor => tensor.ToRow()), rightFrom: 2));
        if (metrics.Rows.Count > 0)
            Terminal.Console.Write(Tables.Of(["last metrics", "value"], metrics.Columns.Zip(metrics.Rows[^1], static (name, value) => new[] { name, Wording.Short(value) }), rightFrom: 1));
    }

    private void WriteJson(string file, ITrainedNetwork network, TensorSummary[] tensors, MetricsTable metrics)
    {
        using JsonDocument experiment = JsonDocument.Parse(network.Experiment.ToJson());
        JsonLines.Write(Terminal.Out, new
        {
            File = file,
            Experiment = experiment.RootElement,
            network.EpochsDone,
            network.MinibatchesDone,
            network.AlignmentAngles,
            Tensors = tensors,
            LastMetrics = metrics.Rows.Count > 0 ? metrics.Columns.Zip(metrics.Rows[^1]).ToDictionary(static cell => cell.First, static cell => cell.Second) : null,
        });
    }
}
