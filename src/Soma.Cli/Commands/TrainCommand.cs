using System.CommandLine;
using System.Globalization;
using Soma.Cli.Parsing;
using Soma.Cli.Running;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma train</c>: trains the network of an experiment in a new run folder.</summary>
internal sealed class TrainCommand : Verb
{
    private readonly Argument<string> _experiment = new("EXPERIMENT") { Description = "Name of an experiment (see: soma experiments), or path of a JSON file." };
    private readonly Option<string[]> _set = CommonOptions.Set("Changes keys of the experiment, for example rule.nudge=0.5 or architecture=[784,200,10]. May be repeated. Default: as the experiment says.");
    private readonly Option<int?> _epochs = CommonOptions.Epochs("Passes over the training set. Default: as the experiment says.");
    private readonly Option<ulong?> _seed = Numbers.Option("--seed", "N", "Where all randomness starts. Default: as the experiment says.", 0UL, ulong.MaxValue);
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<string?> _out = new("--out") { Description = "Folder of the run. Default: runs/EXPERIMENT-seedN.", HelpName = "DIR" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Deletes an earlier run in the folder first. Default: off, and an existing run is never touched." };
    private readonly Option<bool> _fullTrainAccuracy = new("--full-train-accuracy")
    {
        Description = "Takes the training accuracy from a full pass over the training set after each epoch. Default: off; it comes from the free phases seen during the epoch.",
    };

    private readonly Option<bool> _tensorBoard = CommonOptions.TensorBoard();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    public TrainCommand(Terminal terminal)
        : base(
            "train",
            "Trains a network. The run folder gets the resolved experiment, the metrics of each epoch and a checkpoint; an interrupted run goes on with 'soma resume'.",
            terminal,
            "soma train mnist",
            "soma train mnist --epochs 5 --seed 10 --out runs/short",
            "soma train my-experiment.json --set rule.nudge=0.5 --set architecture=[784,200,10]")
    {
        Add(_experiment);
        Takes(_set, _epochs, _seed, _threads, _out, _data, _overwrite, _fullTrainAccuracy, _tensorBoard, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        Experiment experiment = ExperimentLibrary.Open(parsed.GetRequiredValue(_experiment), [.. Changes(parsed)]);
        string folder = parsed.GetValue(_out) ?? Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{experiment.Name}-seed{experiment.Seed}"));
        bool overwrite = parsed.GetValue(_overwrite);
        if (!overwrite)
            NewRunFolder.RequireFree(folder, "soma resume");

        // Everything is known to fit before an earlier run is deleted or a folder made, SOMA_PATH included.
        _ = PrimitivePaths.Current;
        DataSource data = DataSource.Load(experiment, parsed.GetValue(_data));
        DataFit.Require(experiment, data.Pair.Train, data.Pair.Test);
        int threads = CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, experiment.BatchSize);
        using RunFolder run = RunFolder.Create(folder, experiment, overwrite);
        return new RunSession(Terminal, parsed.GetValue(_json), parsed.GetValue(_tensorBoard)).Run(run, new RunPlace(folder, data), threads, cancellation);
    }

    private IEnumerable<string> Changes(ParseResult parsed)
    {
        foreach (string change in parsed.GetValue(_set) ?? [])
            yield return change;
        if (parsed.GetValue(_epochs) is { } epochs)
            yield return string.Create(CultureInfo.InvariantCulture, $"epochs={epochs}");
        if (parsed.GetValue(_seed) is { } seed)
            yield return string.Create(CultureInfo.InvariantCulture, $"seed={seed}");
        if (parsed.GetValue(_fullTrainAccuracy))
            yield return "trainAccuracy=full";
    }
}
