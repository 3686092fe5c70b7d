using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Running;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma resume</c>: goes on with a run, to the same bits as if it had never stopped.</summary>
internal sealed class ResumeCommand : Verb
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Folder of the run." };
    private readonly Option<int?> _epochs = CommonOptions.Epochs("Passes over the training set in all, those done before included. Default: as before.");
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _tensorBoard = CommonOptions.TensorBoard();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    public ResumeCommand(Terminal terminal)
        : base(
            "resume",
            "Goes on with a run that was interrupted, killed or is to become longer. The result has the same bits as that of a run that never stopped.",
            terminal,
            "soma resume runs/mnist-seed0",
            "soma resume runs/mnist-seed0 --epochs 100")
    {
        Add(_folder);
        Takes(_epochs, _threads, _data, _tensorBoard, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(_folder);
        using RunFolder folder = RunFolder.Open(path, parsed.GetValue(_epochs));
        DataSource data = DataSource.Load(folder.Experiment, parsed.GetValue(_data));
        int threads = CommonOptions.ThreadsFor(parsed.GetValue(_threads), Terminal, folder.Experiment.BatchSize);
        return new RunSession(Terminal, parsed.GetValue(_json), parsed.GetValue(_tensorBoard)).Run(folder, new RunPlace(path, data), threads, cancellation);
    }
}
