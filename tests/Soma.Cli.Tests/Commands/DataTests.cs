using Soma.Data;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_says_where_each_dataset_lies_or_how_to_get_it()
    {
        string data = TinyDigits.In(_folder);
        Assert.Contains(Path.GetFileName(data), (await SomaRun.Of("data", "list", "--data", data)).Expect(0).Out, StringComparison.Ordinal);
        Outcome missing = (await SomaRun.Of("data", "list", "--data", _folder.File("nowhere"))).Expect(0);
        Assert.All(DatasetCatalog.All.Where(static source => source.Files.Count > 0), source => Assert.Contains($"soma data fetch {source.Name}", missing.Out, StringComparison.Ordinal));
    }

    // The repository's own MNIST: fails if a file of it was changed.
    [Fact]
    public async Task Verify_finds_the_files_of_the_repository_as_published()
    {
        Outcome outcome = (await SomaRun.Of("data", "verify", "mnist")).Expect(0);
        Assert.Equal(4, outcome.Lines.Count(static line => line.EndsWith("as published", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Verify_tells_files_that_are_not_the_publishers()
    {
        Outcome outcome = (await SomaRun.Of("data", "verify", "mnist", "--data", TinyDigits.In(_folder))).Expect(1);
        Assert.Contains("4 of 4 files are not the publisher's", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_takes_the_files_from_a_folder_and_refuses_others()
    {
        string repository = new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(DatasetCatalog.Find("mnist")!);
        string copy = _folder.File("copy");
        (await SomaRun.Of("data", "fetch", "mnist", "--from", repository, "--data", copy)).Expect(0);
        (await SomaRun.Of("data", "verify", "mnist", "--data", copy)).Expect(0);
        (await SomaRun.Of("data", "fetch", "mnist", "--from", TinyDigits.In(_folder), "--data", _folder.File("wrong"))).Expect(1);
    }

    [Fact]
    public async Task Show_draws_the_pixels_of_a_class_where_they_are()
    {
        Outcome outcome = (await SomaRun.Of("data", "show", "mnist", "--data", TinyDigits.In(_folder), "--from", "3", "--count", "1")).Expect(0);
        string[] lines = outcome.Out.Split('\n');
        Assert.Equal("mnist/train 3: 3", lines[0]);

        // Class 3 lights pixels 180 to 239: from row 6, column 12 to row 8, column 15.
        int[] lit = [.. Enumerable.Range(0, 28).Where(row => lines[row + 1].Trim().Length > 0)];
        Assert.Equal([6, 7, 8], lit);
        (await SomaRun.Of("data", "show", "mnist", "--data", _folder.File("digits"), "--from", "200")).Expect(2);
    }
}
