using System.CommandLine;
using Soma.Cli.Reporting;
using Soma.Learning;
using Soma.Networks;
using Soma.Training.Options;
using Spectre.Console;

namespace Soma.Cli.Commands;

/// <summary><c>soma rules</c>: which learning rules there are, what they ask of a brain, and their options.</summary>
internal sealed class RulesCommand : Verb
{
    // Three layers of synapses: what is said of the first, of one in the middle and of the last can differ.
    private static readonly Architecture _example = new(784, 500, 500, 10);

    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "A rule, to see what its updates read, and its options with default, range and meaning. Default: all rules, without options.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public RulesCommand(Terminal terminal)
        : base(
            "rules",
            "Lists the learning rules and what each asks of a brain that would use it, or shows one with what its updates read and its options.",
            terminal,
            "soma rules",
            "soma rules corinfomax")
    {
        Add(_name);
        Does((parsed, _) => Run(parsed.GetValue(_name)));
    }

    private ExitCode Run(string? name)
    {
        if (name is null)
            ListAll();
        else
            Show(Find(name));
        return ExitCode.Done;
    }

    private void ListAll()
    {
        Terminal.Console.Write(Tables.Of(["rule", "what it is"], RuleCatalog.All.Select(static rule => new[] { rule.Name, rule.Summary })));
        Terminal.Out.WriteLine("What each asks of a brain that would use it, with its default options:");
        Terminal.Console.Write(Tables.Of(CardText.Heads, RuleCatalog.All.Select(CardText.Row)));
        Terminal.Out.WriteLine("Every entry is measured by a test. What the words mean, and how: docs/rules.md");
        Terminal.Out.WriteLine("What the updates of a rule read, and its options, with for example: soma rules corinfomax");
    }

    private static RuleInfo Find(string name) => RuleCatalog.Find(name)
        ?? throw new UsageException(Wording.Unknown("rule", name, RuleCatalog.All.Select(static rule => rule.Name), "soma rules"));

    private void Show(RuleInfo rule)
    {
        Terminal.Console.MarkupLineInterpolated($"{rule.Name}: {rule.Summary}");
        Terminal.Console.Write(Tables.Of(["asks of a brain", "", "which means"], CardText.Sentences(rule.Card)));
        Terminal.Out.WriteLine($"What an update reads, in a network {_example}, at the ends of the phases:");
        Terminal.Console.Write(Tables.Of(["synapses", "which", "read"], rule.Create<float>(rule.DefaultOptions()).Reads(_example).Select(ReadsText.Row)));
        Terminal.Out.WriteLine("A test disturbs all else, and the update keeps every bit. Other options may read more.");
        Terminal.Console.Write(Tables.OfOptions("rule.", OptionsBinder.Describe(rule.Options)));
        Terminal.Out.WriteLine("Change any of them with, for example: soma train mnist --set rule.nudge=0.5");
    }
}
