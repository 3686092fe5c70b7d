using System.CommandLine;
using Soma.Cli.Reporting;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Cli.Commands;

/// <summary><c>soma experiments</c>: what can be trained by name.</summary>
internal sealed class ExperimentsCommand : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "An experiment or a JSON file, to see it resolved, and its options with default, range and meaning. Default: all experiments, without options.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ExperimentsCommand(Terminal terminal)
        : base("experiments", "Lists the experiments that come with soma, or shows one with all its options.", terminal, "soma experiments", "soma experiments mnist")
    {
        Add(_name);
        Does((parsed, _) => Run(parsed.GetValue(_name)));
    }

    private ExitCode Run(string? name)
    {
        if (name is null)
            List();
        else
            Show(ExperimentLibrary.Open(name));
        return ExitCode.Done;
    }

    private void List() => Terminal.Console.Write(Tables.Of(
        ["experiment", "what is trained, and what was published"],
        ExperimentLibrary.All.Select(static entry => new[] { entry.Name, entry.Source.Length > 0 ? $"{entry.Title}\n{entry.Source}" : entry.Title })));

    private void Show(Experiment experiment)
    {
        Terminal.Out.WriteLine(experiment.ToJson().TrimEnd());
        Terminal.Console.Write(Tables.OfOptions("", OptionsBinder.Describe(typeof(Experiment))));
        Terminal.Console.Write(Tables.OfOptions("rule.", OptionsBinder.Describe(experiment.Rule.Info.Options)));
        Terminal.Out.WriteLine($"Change any of them with, for example: soma train {experiment.Name} --set rule.nudge=0.5 --set epochs=10");
    }
}
