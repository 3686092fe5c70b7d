using System.CommandLine;
using System.Net;
using Soma.Cli.Parsing;
using Soma.Cli.Reporting;
using Soma.Cli.Running;
using Soma.Data;

namespace Soma.Cli.Commands.Data;

/// <summary><c>soma data fetch</c>: brings a dataset here.</summary>
internal sealed class DataFetchCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of a dataset (see: soma data list)." };
    private readonly Option<string?> _from = new("--from")
    {
        Description = "Another place that offers the same files: a web address or a folder. Default: the publisher.",
        HelpName = "ADDRESS|DIR",
    };

    private readonly Option<string?> _data = new("--data") { Description = "Folder to put the files in. Default: the user's cache.", HelpName = "DIR" };

    public DataFetchCommand(Terminal terminal)
        : base(
            "fetch",
            "Downloads a dataset and checks size and SHA-256 of each file. Files that are there and right are left alone; a broken download goes on.",
            terminal,
            "soma data fetch mnist",
            "soma data fetch mnist --from https://ossci-datasets.s3.amazonaws.com/mnist/",
            "soma data fetch mnist --from /media/usb --data data/mnist")
    {
        Add(_name);
        Takes(_from, _data);
        Does(RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        IDatasetSource source = DataSource.Require(parsed.GetRequiredValue(_name));
        if (source.Files.Count == 0)
        {
            await Terminal.Out.WriteLineAsync($"{source.Name} is built in; nothing to fetch");
            return ExitCode.Done;
        }

        string folder = parsed.GetValue(_data) ?? new DatasetLocator(DatasetPlaces.OfThisProcess()).FetchFolder(source);
        await Terminal.Out.WriteLineAsync($"fetching {source.Name} to {folder}");

        // The sums are those of the packed files, so nothing may unpack them on the way.
        using HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        PercentLines progress = new(Terminal.Out, source.Files.Sum(static file => file.Bytes));
        await new DatasetFetcher(client).FetchAsync(source, folder, parsed.GetValue(_from), progress, cancellation);
        await Terminal.Out.WriteLineAsync($"done: {Wording.Count(source.Files.Count, "file")}, each as its publisher describes it");
        return ExitCode.Done;
    }
}
