using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Running.Odes;
using Soma.Numerics;
using Soma.Training.Odes;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode train</c>: learns the law of motion of a system from its trajectories.</summary>
internal sealed class OdeTrainCommand : Verb
{
    private readonly Argument<string> _system = new("SYSTEM") { Description = "Name of a system (see: soma ode list), or path of a JSON file." };
    private readonly OdeTrainingOptions _options = new();

    public OdeTrainCommand(Terminal terminal)
        : base(
            "train",
            "Learns the law of motion of a system from its trajectories, and draws true and learned ones. An interrupted run goes on with 'soma ode resume'.",
            terminal,
            "soma ode train spiral",
            "soma ode train lotka-volterra --method bosh3 --gradient backpropagation --iterations 500",
            "soma ode train my-system.json --set hidden=[32,32] --set rate=0.003")
    {
        Add(_system);
        Takes(_options.All);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string name = parsed.GetRequiredValue(_system);
        OdeExperiment experiment = _options.Open(parsed, name);
        if (experiment is not TrajectoryExperiment)
            throw new UsageException($"'{name}' is the density '{experiment.Subject}', which a flow learns. See: soma ode flow --help");
        _ = PrimitivePaths.Current;
        (OdeRunFolder folder, string path) = _options.Create(parsed, experiment);
        using (folder)
            return new OdeSession(Terminal, path, _options.Json(parsed)).Run(folder, _options.Threads(parsed), cancellation);
    }
}
