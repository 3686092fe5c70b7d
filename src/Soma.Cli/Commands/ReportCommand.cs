using System.CommandLine;
using Soma.Reports;

namespace Soma.Cli.Commands;

/// <summary><c>soma report</c>: runs to a learning curve and a table.</summary>
internal sealed class ReportCommand : Verb
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Run folders. Those of one experiment with different seeds become one line: their mean and spread.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new("--out") { Description = "Folder for curve.svg, table.md, curves.csv and comparison.md; made if missing.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces an earlier report in that folder. Default: off." };

    public ReportCommand(Terminal terminal)
        : base(
            "report",
            "Draws the learning curves of runs and tables what they reached, beside what was published. Changes no run.",
            terminal,
            "soma report runs/mnist-seed0 runs/mnist-seed10 runs/mnist-seed20 --out papers/corinfomax-2023/mnist",
            "soma report runs/* --out report --overwrite")
    {
        Add(_runs);
        Takes(_out, _overwrite);
        Does((parsed, _) => Run(parsed.GetRequiredValue(_runs), parsed.GetRequiredValue(_out), parsed.GetValue(_overwrite)));
    }

    private ExitCode Run(string[] runs, string folder, bool overwrite)
    {
        RunReport report = RunReport.Of(RunGroup.Of(RunSeries.Read(runs)), PublishedCurves.Library, PublishedAngles.Library);
        IReadOnlyList<string> files = ReportFolder.Write(folder, report, overwrite);
        Terminal.Out.Write(report.TableMarkdown);
        Terminal.Out.WriteLine();
        foreach (string file in files)
            Terminal.Out.WriteLine($"wrote {file}");
        return ExitCode.Done;
    }
}
