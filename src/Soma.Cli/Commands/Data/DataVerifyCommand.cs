using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Data;

namespace Soma.Cli.Commands.Data;

/// <summary><c>soma data verify</c>: whether files are those of the publisher.</summary>
internal sealed class DataVerifyCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of a dataset (see: soma data list)." };
    private readonly Option<string?> _data = CommonOptions.Data();

    public DataVerifyCommand(Terminal terminal)
        : base("verify", "Compares size and SHA-256 of the files of a dataset with the publisher's.", terminal, "soma data verify mnist", "soma data verify mnist --data data/mnist")
    {
        Add(_name);
        Takes(_data);
        Does((parsed, _) => Run(parsed.GetRequiredValue(_name), parsed.GetValue(_data)));
    }

    private ExitCode Run(string name, string? namedFolder)
    {
        IDatasetSource source = DataSource.Require(name);
        if (source.Files.Count == 0)
        {
            Terminal.Out.WriteLine($"{source.Name} is built in; there are no files to verify");
            return ExitCode.Done;
        }

        string folder = new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(source, namedFolder);
        IReadOnlyList<FileReport> reports = DatasetVerifier.Verify(source, folder);
        Terminal.Out.WriteLine(folder);
        Terminal.Console.Write(Tables.Of(["file", "is"], reports.Select(static report => new[] { report.Name, report.Condition == FileCondition.Present ? "as published" : report.Detail })));
        int wrong = reports.Count(static report => report.Condition != FileCondition.Present);
        if (wrong == 0)
            return ExitCode.Done;
        Failures.Report($"{wrong} of {reports.Count} files are not the publisher's. Get them with: soma data fetch {source.Name} --data \"{folder}\"", Terminal);
        return ExitCode.Failed;
    }
}
