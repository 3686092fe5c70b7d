using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Data;

namespace Soma.Cli.Commands.Data;

/// <summary><c>soma data show</c>: draws samples as text.</summary>
internal sealed class DataShowCommand : Verb
{
    // A narrower terminal wraps; the drawing would be no use.
    private const int FewestColumns = 16;

    private readonly Argument<string> _name = new("NAME") { Description = "Name of a dataset (see: soma data list), or data of your own, such as csv:flowers.csv, idx:DIR or images:DIR." };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<DatasetPart> _on = CommonOptions.On(DatasetPart.Train);
    private readonly Option<int?> _from = Numbers.Option("--from", "N", "Number of the first sample. Default: 0.", 0, int.MaxValue);
    private readonly Option<int?> _count = Numbers.Option("--count", "N", "How many samples. Default: 3.", 1, 1000);

    public DataShowCommand(Terminal terminal)
        : base(
            "show",
            "Draws samples as text, each with its number and class: images in shades, other data as bars.",
            terminal,
            "soma data show mnist",
            "soma data show optdigits --on test --from 100 --count 10",
            "soma data show \"csv:flowers.csv?label=kind\"")
    {
        Add(_name);
        Takes(_on, _from, _count, _data);
        Does((parsed, _) => Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_name);
        if (!name.Contains(':', StringComparison.Ordinal))
            DataSource.Require(name);
        Dataset samples = DataSource.Load(name, parsed.GetValue(_data)).Pair.Take(parsed.GetValue(_on));
        int first = parsed.GetValue(_from) ?? 0;
        if (first >= samples.Count)
            throw new UsageException($"{samples.Name} has the samples 0 to {samples.Count - 1}, but --from was given {first}.");

        string shape = samples.Image is { } image ? $" ({image})" : "";
        Terminal.Out.WriteLine($"{samples.Name}: {Wording.Count(samples.Count, "sample")} of {Wording.Count(samples.Features, "feature")}{shape} in {samples.Classes} classes");
        int width = Math.Max(FewestColumns, Terminal.Console.Profile.Width);
        foreach (string line in DatasetPreview.Draw(samples, first, parsed.GetValue(_count) ?? 3, width))
            Terminal.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
