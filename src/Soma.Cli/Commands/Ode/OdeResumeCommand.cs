using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Running.Odes;
using Soma.Training.Odes;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode resume</c>: goes on with the training of a field, to the same bits as if it had never stopped.</summary>
internal sealed class OdeResumeCommand : Verb
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Folder of the run." };
    private readonly Option<int?> _iterations = OdeTrainingOptions.Iterations("Minibatches in all, those learned before included. Default: as before.");
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    public OdeResumeCommand(Terminal terminal)
        : base(
            "resume",
            "Goes on with the training of a field that was interrupted, killed or is to become longer. The result has the same bits as that of a run that never stopped.",
            terminal,
            "soma ode resume runs/ode-spiral-seed0",
            "soma ode resume runs/ode-spiral-seed0 --iterations 4000")
    {
        Add(_folder);
        Takes(_iterations, _threads, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetRequiredValue(_folder);
        using OdeRunFolder folder = OdeRunFolder.Open(path, parsed.GetValue(_iterations));
        return new OdeSession(Terminal, path, parsed.GetValue(_json)).Run(folder, parsed.GetValue(_threads), cancellation);
    }
}
