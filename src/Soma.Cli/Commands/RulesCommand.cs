using System.CommandLine;
using Soma.Cli.Reporting;
using Soma.Learning;
using Soma.Training.Options;
using Spectre.Console;

namespace Soma.Cli.Commands;

/// <summary><c>soma rules</c>: which learning rules there are, and their options.</summary>
internal sealed class RulesCommand : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "A rule, to see its options with default, range and meaning. Default: all rules, without options.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public RulesCommand(Terminal terminal)
        : base("rules", "Lists the learning rules, or the options of one.", terminal, "soma rules", "soma rules corinfomax")
    {
        Add(_name);
        Does((parsed, _) => Run(parsed.GetValue(_name)));
    }

    private ExitCode Run(string? name)
    {
        if (name is null)
            Terminal.Console.Write(Tables.Of(["rule", "what it is"], RuleCatalog.All.Select(static rule => new[] { rule.Name, rule.Summary })));
        else
            Show(Find(name));
        return ExitCode.Done;
    }

    private static RuleInfo Find(string name) => RuleCatalog.Find(name)
        ?? throw new UsageException(Wording.Unknown("rule", name, RuleCatalog.All.Select(static rule => rule.Name), "soma rules"));

    private void Show(RuleInfo rule)
    {
        Terminal.Console.MarkupLineInterpolated($"{rule.Name}: {rule.Summary}");
        Terminal.Console.Write(Tables.OfOptions("rule.", OptionsBinder.Describe(rule.Options)));
        Terminal.Out.WriteLine("Change any of them with, for example: soma train mnist --set rule.nudge=0.5");
    }
}
