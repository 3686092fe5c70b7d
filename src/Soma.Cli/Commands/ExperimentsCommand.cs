using System.CommandLine;
using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Cli.Commands;

/// <summary><c>soma experiments</c>: what can be trained by name.</summary>
internal sealed class ExperimentsCommand : Verb
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "An experiment or a JSON file, to see it resolved, and its options with default, range and meaning; or a group of variations, to see what is in it. Default: all main results, and the groups.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ExperimentsCommand(Terminal terminal)
        : base(
            "experiments",
            "Lists the experiments that come with soma and what was published of them, or shows one with all its options.",
            terminal,
            "soma experiments",
            "soma experiments mnist",
            "soma experiments table-7")
    {
        Add(_name);
        Does((parsed, _) => Run(parsed.GetValue(_name)));
    }

    private ExitCode Run(string? name)
    {
        LibraryEntry[] group = [.. ExperimentLibrary.All.Where(entry => entry.Group == name)];
        if (name is null)
            ListAll();
        else if (name.Length > 0 && group.Length > 0)
            List(group);
        else if (name.Length > 0 && !File.Exists(name) && ExperimentLibrary.All.All(entry => entry.Name != name))
            throw new UsageException(Wording.Unknown("experiment, group or file", name, Names(), "soma experiments"));
        else
            Show(ExperimentLibrary.Open(name));
        return ExitCode.Done;
    }

    // Groups first: of names equally near, whoever mistypes a table means the table.
    private static IEnumerable<string> Names() => ExperimentLibrary.All.Select(static entry => entry.Group).Where(static group => group.Length > 0).Concat(ExperimentLibrary.All.Select(static entry => entry.Name)).Distinct();

    private void ListAll()
    {
        List(ExperimentLibrary.All.Where(static entry => entry.Group.Length == 0));
        Terminal.Console.Write(Tables.Of(
            ["variations", "such as", "of them"],
            ExperimentLibrary.All.Where(static entry => entry.Group.Length > 0)
                .GroupBy(static entry => entry.Group)
                .OrderBy(static group => Number(group.Key))
                .ThenBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => new[] { group.Key, group.First().Name, group.Count().ToString(CultureInfo.InvariantCulture) }),
            rightFrom: 2));
        Terminal.Out.WriteLine("Published: test accuracy in percent after the last epoch, mean ± standard deviation over seeds.");
        Terminal.Out.WriteLine("See the variations of a group with, for example: soma experiments table-7");
    }

    private void List(IEnumerable<LibraryEntry> entries) => Terminal.Console.Write(Tables.Of(
        ["experiment", "what is trained", "published"],
        entries.Select(static entry => new[] { entry.Name, entry.Title, Shown(entry.Published) }),
        rightFrom: 2));

    // As the paper counts its tables and figures, not as letters sort.
    private static int Number(string group) => int.TryParse(string.Concat(group.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static string Shown(PublishedResult? result) =>
        result is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{result.TestAccuracy:F2} ± {result.TestSpread:F2}");

    private void Show(Experiment experiment)
    {
        Terminal.Out.WriteLine(experiment.ToJson().TrimEnd());
        Terminal.Console.Write(Tables.OfOptions("", OptionsBinder.Describe(typeof(Experiment))));
        Terminal.Console.Write(Tables.OfOptions("rule.", OptionsBinder.Describe(experiment.Rule.Info.Options)));
        Terminal.Out.WriteLine($"Change any of them with, for example: soma train {experiment.Name} --set rule.nudge=0.5 --set epochs=10");
    }
}
