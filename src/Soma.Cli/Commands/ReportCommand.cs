using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Running;
using Soma.Reports;

namespace Soma.Cli.Commands;

/// <summary><c>soma report</c>: runs to a page of figures and tables.</summary>
internal sealed class ReportCommand : Verb
{
    private const int UsualPortraits = 4, MostPortraits = 1000;

    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Run folders, or folders of them, such as a sweep's. Runs of one experiment with different seeds become one line: their mean and spread.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for report.html, its figures as SVG and tables as CSV and Markdown; made if missing.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int?> _portraits = Numbers.Option(
        "--portraits", "N", $"Networks to look into, the first seed of each experiment: fields, rates, mistakes, relaxation. 0 reads no checkpoint and no data. Default: {UsualPortraits}.", 0, MostPortraits);

    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces an earlier report in that folder. Default: off." };

    public ReportCommand(Terminal terminal)
        : base(
            "report",
            "Makes a page of what runs brought, beside what was published: curves, angles, information, relaxation, mistakes, cost. Changes no run.",
            terminal,
            "soma report runs/mnist-seed0 runs/mnist-seed10 runs/mnist-seed20 --out papers/corinfomax-2023/mnist",
            "soma report runs/leak-and-step --out report --portraits 0 --overwrite")
    {
        Add(_runs);
        Takes(_out, _portraits, _data, _threads, _overwrite);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(_out);
        RunCollection runs = RunCollection.Find(parsed.GetRequiredValue(_runs));
        ReportContent content = new(RunGroup.Of(runs.Runs), PublishedCurves.Library, PublishedAngles.Library) { RunsLeftOut = runs.LeftOut };
        PortraitSession session = new(parsed.GetValue(_data), parsed.GetValue(_threads) ?? Terminal.Processors);
        content = session.Add(content, parsed.GetValue(_portraits) ?? UsualPortraits, cancellation);

        RunReport report = RunReport.Of(content.Groups, content.Curves, content.Angles);
        FigureReport figures = FigureReport.Of(content);
        IReadOnlyList<string> files = ReportFolder.Write(folder, report, figures, parsed.GetValue(_overwrite));
        Terminal.Out.Write(report.TableMarkdown);
        Terminal.Out.WriteLine();
        foreach (string missing in runs.LeftOut.Concat(figures.LeftOut).Concat(content.WithoutPortrait))
            Terminal.Out.WriteLine($"not shown: {missing}");
        foreach (string file in files.Where(file => Path.GetDirectoryName(file) == Path.GetDirectoryName(files[0])))
            Terminal.Out.WriteLine($"wrote {file}");
        Terminal.Out.WriteLine(FormattableString.Invariant($"wrote {figures.Files.Count} figures and tables under {Path.Combine(folder, "figures")} and {Path.Combine(folder, "tables")}"));
        return ExitCode.Done;
    }
}
