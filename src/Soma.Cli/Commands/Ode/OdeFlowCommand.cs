using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Running.Odes;
using Soma.Numerics;
using Soma.Training.Odes;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode flow</c>: learns a density by a continuous normalizing flow.</summary>
internal sealed class OdeFlowCommand : Verb
{
    private readonly Argument<string> _density = new("DENSITY") { Description = "Name of a density (see: soma ode list), or path of a JSON file." };
    private readonly OdeTrainingOptions _options = new();

    public OdeFlowCommand(Terminal terminal)
        : base(
            "flow",
            "Learns a density in the plane by a continuous normalizing flow, and draws it. An interrupted run goes on with 'soma ode resume'.",
            terminal,
            "soma ode flow two-moons",
            "soma ode flow rings --iterations 2000 --set trace=exact",
            "soma ode flow my-density.json --seed 1")
    {
        Add(_density);
        Takes(_options.All);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string name = parsed.GetRequiredValue(_density);
        OdeExperiment experiment = _options.Open(parsed, name);
        if (experiment is not FlowExperiment)
            throw new UsageException($"'{name}' is the system '{experiment.Subject}', which is learned from trajectories. See: soma ode train --help");
        _ = PrimitivePaths.Current;
        (OdeRunFolder folder, string path) = _options.Create(parsed, experiment);
        using (folder)
            return new OdeSession(Terminal, path, _options.Json(parsed)).Run(folder, _options.Threads(parsed), cancellation);
    }
}
