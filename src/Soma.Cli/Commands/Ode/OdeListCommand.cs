using Soma.Cli.Reporting;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Densities;
using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;
using Soma.Training.Odes;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode list</c>: which methods and gradient modes there are, and what can be learned.</summary>
internal sealed class OdeListCommand : Verb
{
    public OdeListCommand(Terminal terminal)
        : base("list", "Lists the methods that solve differential equations, the ways to differentiate their solutions, and the systems and densities that can be learned.", terminal, "soma ode list") => Does((_, _) => Run());

    private ExitCode Run()
    {
        Terminal.Console.Write(Tables.Of(["method", "steps", "origin", "order", "uses per step"], TableauCatalog.All.Select(Row), rightFrom: 3));
        Terminal.Console.Write(Tables.Of(["gradient mode", "what it keeps and does"], GradientModeCatalog.All.Select(static mode => new[] { mode.Name, mode.Summary })));
        Terminal.Console.Write(Tables.Of(["system", "law of motion (see: soma ode train)"], SystemCatalog.All.Select(static system => new[] { system.Name, system.Summary })));
        Terminal.Console.Write(Tables.Of(["density", "where the points lie (see: soma ode flow)"], DensityCatalog.All.Select(static density => new[] { density.Name, density.Summary })));
        Terminal.Out.WriteLine($"Ready to run: {string.Join(", ", OdeExperimentLibrary.Names)}.");
        return ExitCode.Done;
    }

    private static string[] Row(Tableau tableau) => [tableau.Name, tableau.IsAdaptive ? "adaptive" : "fixed", tableau.Origin, Wording.Whole(tableau.Order), Wording.Whole(tableau.Stages)];
}
