using Soma.Cli.Commands.Data;

namespace Soma.Cli.Commands;

/// <summary><c>soma data</c>: datasets; what is done with them are verbs of their own.</summary>
internal sealed class DataCommand : Verb
{
    public DataCommand(Terminal terminal)
        : base("data", "Lists, fetches, checks and shows datasets.", terminal, "soma data list", "soma data verify mnist", "soma data fetch mnist --from DIR-OR-ADDRESS")
    {
        foreach (Verb verb in InNamespaceOf<DataListCommand>(terminal))
            Add(verb);
    }
}
