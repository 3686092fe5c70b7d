using Soma.Cli.Commands.Ode;

namespace Soma.Cli.Commands;

/// <summary><c>soma ode</c>: differential equations and learning through them; what is done with them are verbs of their own.</summary>
internal sealed class OdeCommand : Verb
{
    public OdeCommand(Terminal terminal)
        : base("ode", "Works with neural differential equations.", terminal, "soma ode list", "soma ode bench --method rk4 --steps 10,100,1000")
    {
        foreach (Verb verb in InNamespaceOf<OdeListCommand>(terminal))
            Add(verb);
    }
}
