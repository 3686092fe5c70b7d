using System.Text.Json;
using Soma.Testing;
using Soma.Training;
using Soma.Verification;

namespace Soma.Cli.Tests.Commands;

public sealed class VerifyTests : IDisposable
{
    private const string Paper = "corinfomax-2023", Cell = "mnist/corinfomax";

    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _runs;

    public VerifyTests()
    {
        _data = TinyDigits.In(_folder);
        _runs = _folder.File("runs");
    }

    public void Dispose() => _folder.Dispose();

    // 200 samples do not bring a network to 94 %.
    [Fact]
    public async Task A_cell_is_run_with_the_published_seeds_judged_and_written_down()
    {
        Outcome outcome = (await Run("table-1", Cell, "--seeds", "2", "--epochs", "1")).Expect(1);
        Assert.Equal(["mnist,seed=0", "mnist,seed=10"], Directory.GetDirectories(_runs).Select(static run => Path.GetFileName(run)).Order());
        Assert.Matches(@"mnist/corinfomax +94\.02 ± 0\.33 +\d\d\.\d\d ± \d+\.\d\d +2 of 2 +-\d\d\.\d\d +± 0\.82 +fail", outcome.Out);
        Assert.Contains("1 cell: 0 pass, 1 fail, 0 with not enough to tell.", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("| mnist/corinfomax | mnist ", await File.ReadAllTextAsync(Path.Combine(_runs, "verify.md")), StringComparison.Ordinal);
        Assert.StartsWith("table-1,mnist/corinfomax,mnist,1,0.9402,", (await File.ReadAllLinesAsync(Path.Combine(_runs, "verify.csv")))[1], StringComparison.Ordinal);
    }

    // Before anything is trained: what has no spread can take days and never pass.
    [Fact]
    public async Task Cells_without_a_spread_are_told_before_they_are_trained()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Outcome outcome = (await SomaRun.With(stop.Token, "verify", "phsic-2020", "mlp-3x1024", "mnist/last", "--seeds", "1", "--data", _data, "--out", _runs)).Expect(130);
        Assert.Contains("note: 1 of 1 cell was published without a spread, so it is shown", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("without a spread", (await Run("table-1", Cell, "--seeds", "1", "--epochs", "1")).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_runs_nothing_and_gives_the_same_files()
    {
        string[] words = ["table-1", Cell, "--seeds", "1", "--epochs", "1"];
        (await Run(words)).Expect(1);
        byte[] before = Files();
        Outcome outcome = (await Run(words)).Expect(1);
        Assert.Contains("so far      1 finished", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("begins", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Runs_that_agree_pass_wherever_they_lie()
    {
        string elsewhere = _folder.Folder("elsewhere");
        Made(Path.Combine(elsewhere, "somebody's"), "mnist", 0, 0.9765);
        Made(Path.Combine(_runs, "mnist,seed=10"), "mnist", 10, 0.9752);
        Outcome outcome = (await Run("table-1", Cell, "--seeds", "2", "--runs", elsewhere)).Expect(0);
        Assert.Matches(@"97\.59 ± 0\.09 +2 of 2 +-0\.02 +± 0\.28 +pass", outcome.Out);
        Assert.False(Directory.Exists(Path.Combine(_runs, "mnist,seed=0")));
    }

    [Fact]
    public async Task The_name_of_the_experiment_and_of_the_data_mean_cells_too()
    {
        Made(Path.Combine(_runs, "mnist-bp-ce,seed=0"), "mnist-bp-ce", 0, 0.9827);
        (await Run("table-1", "mnist-bp-ce", "--seeds", "1")).Expect(0);
        Assert.Contains("10 cells: 1 pass", (await Run("table-1", "mnist/", "--seeds", "1", "--no-training")).Expect(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_seed_fails_and_one_that_diverged_has_its_own_exit_code()
    {
        Made(Path.Combine(_runs, "mnist,seed=0"), "mnist", 0, 0.9761);
        Made(Path.Combine(_runs, "mnist,seed=10"), "mnist", 10, 0.1);
        Outcome outcome = (await Run("table-1", Cell, "--seeds", "2")).Expect(1);
        Assert.Contains("no better than guessing: seed 10.", outcome.Out, StringComparison.Ordinal);
        MadeUpRun.WriteDiverged(Path.Combine(_runs, "mnist,seed=20"), Of("mnist", 20));
        Assert.Contains("diverged, and counted as guessing: seed 20.", (await Run("table-1", Cell, "--seeds", "3")).Expect(3).Out, StringComparison.Ordinal);
    }

    // Figure 13, step 0.3: published 9.86 %.
    [Fact]
    public async Task Seeds_that_diverge_where_published_ones_were_lost_pass()
    {
        MadeUpRun.WriteDiverged(Path.Combine(_runs, "figure-13-step-0.3,seed=0"), Of("figure-13-step-0.3", 0));
        (await Run("figure-13", "mnist/step-0.3", "--seeds", "1")).Expect(0);
    }

    [Fact]
    public async Task An_interrupted_verification_saves_tells_and_goes_on()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        string[] words = Words(["table-1", Cell, "--seeds", "1", "--epochs", "1"]);
        string error = (await SomaRun.With(source.Token, words)).Expect(130).Error;
        Assert.Contains("The same command goes on.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing to judge", error, StringComparison.Ordinal);
        (await SomaRun.Of(words)).Expect(1);
    }

    [Fact]
    public async Task Unknown_names_are_refused_with_the_nearest_and_all_that_there_are()
    {
        await Refused("did you mean 'corinfomax-2023'?", "verify", "corinfomax-2032");
        await Refused("There is no table 'tabel-1' in corinfomax-2023; did you mean 'table-1'? There are: table-1, table-5, ", "verify", Paper, "tabel-1");
        await Refused("There is no cell 'mnist/corinfomx' in table-1; did you mean 'mnist/corinfomax'? There are: ", "verify", Paper, "table-1", "mnist/corinfomx");
        await Refused("There is no cell 'x' in table-5.", "verify", Paper, "table-5", "mnist/bp-ce", "x");
        await Refused("papers are: corinfomax-2023", "verify");
        await Refused("from 1 to 1000", "verify", Paper, "--seeds", "0");
        Assert.False(Directory.Exists(_runs));
    }

    [Fact]
    public async Task Between_points_of_a_curve_the_epochs_that_there_are_are_said()
    {
        await Refused("Nothing was published of 'mnist/corinfomax' after 4 epochs. There is something after 1, 2, 3, 5, 10, 15, 16, 20, 25, 30, 50.", "verify", Paper, "table-1", Cell, "--epochs", "4");
        await Refused("There is something after 50.", "verify", Paper, "table-1", "mnist/bp-ce", "--epochs", "5");
    }

    [Fact]
    public async Task A_broken_run_folder_is_told_and_the_other_seeds_are_judged()
    {
        Made(Path.Combine(_runs, "mnist,seed=0"), "mnist", 0, 0.9761);
        string broken = Made(Path.Combine(_runs, "mnist,seed=10"), "mnist", 10, 0.9761);
        await File.WriteAllTextAsync(Path.Combine(broken, "metrics.csv"), "epoch,test_accuracy\n1,what\n");
        Outcome outcome = (await Run("table-1", Cell, "--seeds", "2")).Expect(1);
        Assert.Contains("mnist,seed=10: Line 2 of", outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"1 of 2 .* pass", outcome.Out);
    }

    [Fact]
    public async Task A_folder_of_another_experiment_is_told_and_left_alone()
    {
        string other = Made(Path.Combine(_runs, "mnist,seed=0"), "mnist", 7, 0.9761);
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(other, "experiment.json"));
        Assert.Contains("holds a run of another experiment; they differ in seed", (await Run("table-1", Cell, "--seeds", "1")).Expect(1).Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(other, "experiment.json")));
    }

    [Fact]
    public async Task A_run_that_somebody_else_makes_is_left_to_him_and_told()
    {
        using (RunFolder.OpenOrCreate(Path.Combine(_runs, "mnist,seed=0"), Of("mnist", 0) with { Epochs = 1 }))
            Assert.Contains("mnist,seed=0: ", (await Run("table-1", Cell, "--seeds", "1", "--epochs", "1")).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_judge_is_said_and_trains_nothing()
    {
        Outcome outcome = (await Run("table-1", Cell, "--no-training")).Expect(1);
        Assert.Contains("There is nothing to judge", outcome.Error, StringComparison.Ordinal);
        Assert.Matches(@"mnist/corinfomax +97\.61 ± 0\.11 +– +0 of 3 +– +– +not enough", outcome.Out);
        Assert.Empty(Directory.GetDirectories(_runs));
    }

    [Fact]
    public async Task Folders_of_runs_must_be_there_and_broken_ones_in_them_are_passed_over()
    {
        await Refused("There is no folder", [.. Words(["table-1", Cell]), "--runs", _folder.File("nowhere")]);
        string elsewhere = _folder.Folder("elsewhere");
        await File.WriteAllTextAsync(Path.Combine(Made(Path.Combine(elsewhere, "broken"), "mnist", 0, 0.9761), "experiment.json"), "{");
        Made(Path.Combine(elsewhere, "whole"), "mnist", 0, 0.9761);
        Assert.Contains("broken' was passed over", (await Run("table-1", Cell, "--seeds", "1", "--runs", elsewhere)).Expect(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_cell_its_published_value_and_the_time_of_a_seed()
    {
        Made(Path.Combine(_runs, "mnist,seed=0"), "mnist", 0, 0.9761);
        Outcome outcome = (await Run("table-1", "--list", "--no-probe")).Expect(0);
        Assert.Single(outcome.Lines, static line => line.Trim() == "corinfomax-2023 table-1");
        Assert.Matches(@"\n    mnist/corinfomax +97\.61 ± 0\.11 \(10\) +50, curve +1/3 +1:40 ", outcome.Out);
        Assert.Matches(@"\n    cifar10/bp-ce +53\.96 ± 0\.48 \(10\) +50 +0/3 +– ", outcome.Out);
        Assert.All(outcome.Lines, static line => Assert.True(line.Length <= Terminal.PlainColumns + 40, line));
        Outcome tried = (await Run("table-1", "mnist/bp-ce", "--list", "--epochs", "50")).Expect(0);
        Assert.Matches(@"\n    mnist/bp-ce .* 0/3 +\d+:\d\d \?", tried.Out);
    }

    // The longest names too stand on one line with their values.
    [Fact]
    public async Task Without_a_paper_the_list_is_that_of_all()
    {
        Outcome outcome = (await SomaRun.Of("verify", "--list", "--no-probe", "--seeds", "1", "--out", _runs, "--data", _data)).Expect(0);
        int cells = PublishedPaper.All.Sum(static paper => paper.Cells.Count());
        Assert.Contains($"{cells} cells, 1 seed of each", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(cells, outcome.Lines.Count(static line => line.Contains(" 0/1 ", StringComparison.Ordinal)));
        Assert.DoesNotContain(outcome.Lines, static line => line.Trim().StartsWith('('));
    }

    [Fact]
    public async Task Json_writes_JSON_lines_and_nothing_else()
    {
        Made(Path.Combine(_runs, "mnist,seed=0"), "mnist", 0, 0.9761);
        JsonElement[] lines = [.. (await Run("table-1", Cell, "--seeds", "1", "--json")).Expect(0).Lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        JsonElement verdict = lines.Single(static line => line.GetProperty("event").GetString() == "verdict");
        Assert.Equal(("pass", Cell), (verdict.GetProperty("verdict").GetString(), verdict.GetProperty("cell").GetString()));
        JsonElement cell = JsonDocument.Parse(Assert.Single((await Run("table-1", Cell, "--list", "--json", "--no-probe")).Expect(0).Lines)).RootElement;
        Assert.Equal(100, cell.GetProperty("secondsOfSeed").GetDouble());
    }

    private static Experiment Of(string experiment, ulong seed) => ExperimentLibrary.Open(experiment) with { Seed = seed };

    private static string Made(string run, string experiment, ulong seed, double accuracy) => MadeUpRun.Write(run, Of(experiment, seed), accuracy);

    private static async Task Refused(string reason, params string[] words) => Assert.Contains(reason, (await SomaRun.Of(words)).Expect(2).Error, StringComparison.Ordinal);

    private string[] Words(string[] words) => ["verify", Paper, .. words, "--out", _runs, "--data", _data];

    private Task<Outcome> Run(params string[] words) => SomaRun.Of(Words(words));

    private byte[] Files() => [.. File.ReadAllBytes(Path.Combine(_runs, "verify.csv")), .. File.ReadAllBytes(Path.Combine(_runs, "verify.md"))];
}
