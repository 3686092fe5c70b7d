using System.Text;
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

    // Such a dataset has no files, so whatever asks for them must not fall over nothing.
    [Theory]
    [InlineData("list", "built in; nothing to fetch")]
    [InlineData("fetch optdigits", "optdigits is built in; nothing to fetch")]
    [InlineData("verify optdigits", "no files to verify")]
    public async Task What_is_built_in_is_neither_fetched_nor_verified(string command, string said)
    {
        string elsewhere = _folder.File("elsewhere");
        Outcome outcome = (await SomaRun.Of(["data", .. command.Split(' '), "--data", elsewhere])).Expect(0);
        Assert.Contains(said, outcome.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere));
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
        Assert.StartsWith("mnist/train: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("3: 3", lines[1]);

        // Class 3 lights pixels 180 to 239, from row 6, column 12 to row 8, column 15; two rows share a line.
        int[] lit = [.. Enumerable.Range(0, 14).Where(row => lines[row + 2].Trim().Length > 0)];
        Assert.Equal([3, 4], lit);
        (await SomaRun.Of("data", "show", "mnist", "--data", _folder.File("digits"), "--from", "200")).Expect(2);
    }

    [Fact]
    public async Task Show_fills_the_width_of_the_terminal_and_no_more()
    {
        Outcome outcome = (await SomaRun.Of("data", "show", "optdigits", "--count", "6")).Expect(0);
        Assert.Equal(6, outcome.Out.Split('\n')[1].Split(':').Length);
        Assert.All(outcome.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, Terminal.PlainColumns));
    }

    [Fact]
    public async Task A_table_of_ones_own_is_shown_trained_on_and_asked_about()
    {
        string table = string.Join('\n', Enumerable.Range(0, 60).Select(static i => i % 2 == 0 ? $"0.{i % 7},0.9,low" : $"0.9,0.{i % 5},high"));
        string data = "csv:" + Path.GetFileName(_folder.Write("own.csv", Encoding.UTF8.GetBytes($"x,y,kind\n{table}\n")));
        string home = Path.GetDirectoryName(_folder.File("own.csv"))!, run = _folder.File("run");
        Assert.Contains("low", (await SomaRun.Of("data", "show", data, "--data", home)).Expect(0).Out, StringComparison.Ordinal);
        await SomaRun.Of("train", "mnist", "--data", home, "--out", run, "--epochs", "1", "--set", $"data={data}", "--set", "architecture=[2,8,2]", "--set", "validation=6");
        Assert.Contains("validation_accuracy", await File.ReadAllTextAsync(Path.Combine(run, "metrics.csv")), StringComparison.Ordinal);
        Assert.Contains("high", (await SomaRun.Of("evaluate", run, "--data", home)).Expect(0).Out, StringComparison.Ordinal);
    }
}
