using Soma.Cli.Reporting;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode list</c>: which methods and gradient modes there are.</summary>
internal sealed class OdeListCommand : Verb
{
    public OdeListCommand(Terminal terminal)
        : base("list", "Lists the methods that solve differential equations, and the ways to differentiate their solutions.", terminal, "soma ode list") => Does((_, _) => Run());

    private ExitCode Run()
    {
        Terminal.Console.Write(Tables.Of(["method", "steps", "origin", "order", "uses per step"], TableauCatalog.All.Select(Row), rightFrom: 3));
        Terminal.Console.Write(Tables.Of(["gradient mode", "what it keeps and does"], GradientModeCatalog.All.Select(static mode => new[] { mode.Name, mode.Summary })));
        return ExitCode.Done;
    }

    private static string[] Row(Tableau tableau) => [tableau.Name, tableau.IsAdaptive ? "adaptive" : "fixed", tableau.Origin, Wording.Whole(tableau.Order), Wording.Whole(tableau.Stages)];
}
