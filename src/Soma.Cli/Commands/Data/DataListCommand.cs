using System.CommandLine;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Data;

namespace Soma.Cli.Commands.Data;

/// <summary><c>soma data list</c>: which datasets there are, and where they lie.</summary>
internal sealed class DataListCommand : Verb
{
    private readonly Option<string?> _data = CommonOptions.Data();

    public DataListCommand(Terminal terminal)
        : base("list", "Lists the datasets that soma knows, and where each was found.", terminal, "soma data list")
    {
        Takes(_data);
        Does((parsed, _) => Run(parsed.GetValue(_data)));
    }

    private ExitCode Run(string? namedFolder)
    {
        Terminal.Console.Write(Tables.Of(
            ["dataset", "what it is, its licence, and where it lies"],
            DatasetCatalog.All.Select(source => new[] { source.Name, $"{source.Title}\n{source.Licence}\n{Place(source, namedFolder)}" })));
        return ExitCode.Done;
    }

    private static string Place(IDatasetSource source, string? namedFolder)
    {
        if (source.Files.Count == 0)
            return "built in; nothing to fetch";
        try
        {
            return new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(source, namedFolder);
        }
        catch (DataException)
        {
            return $"not here; get it with: soma data fetch {source.Name}";
        }
    }
}
