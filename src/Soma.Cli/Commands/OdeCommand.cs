using Soma.Cli.Commands.Ode;

namespace Soma.Cli.Commands;

/// <summary><c>soma ode</c>: neural differential equations; what is done with them are verbs of their own.</summary>
internal sealed class OdeCommand : Verb
{
    public OdeCommand(Terminal terminal)
        : base("ode", "Neural differential equations: learns systems from their trajectories and densities from samples.", terminal, "soma ode list", "soma ode train spiral")
    {
        foreach (Verb verb in InNamespaceOf<OdeTrainCommand>(terminal))
            Add(verb);
    }
}
