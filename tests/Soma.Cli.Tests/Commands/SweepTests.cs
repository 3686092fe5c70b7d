using System.Globalization;
using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _runs;

    public SweepTests()
    {
        _data = TinyDigits.In(_folder);
        _runs = _folder.File("runs");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_says_what_it_will_do_does_it_and_tables_it()
    {
        Outcome outcome = (await Run(TinySweepFile.In(_folder), "--jobs", "2")).Expect(0);
        Assert.Contains("runs        4 cells: 2 settings × 2 seeds", outcome.Out, StringComparison.Ordinal);
        Assert.Matches(@"jobs        2 at a time, 4 threads in all; about \d+:\d\d", outcome.Out);
        Assert.Equal(TinySweepFile.Cells, outcome.Lines.Count(static line => line.StartsWith("done ", StringComparison.Ordinal)));
        Assert.Contains("(4/4)", outcome.Out, StringComparison.Ordinal);
        string[] csv = await File.ReadAllLinesAsync(Path.Combine(_runs, "table.csv"));
        Assert.Equal("setting,rule.leak,seeds,test_accuracy_mean,test_accuracy_std,test_accuracies,collapsed_seeds,diverged_seeds,missing_seeds", csv[0]);
        Assert.StartsWith("rule.leak=0.5,0.5,0 10,", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("rule.leak=0.4,0.4,0 10,", csv[2], StringComparison.Ordinal);
        Assert.Equal(3, csv.Length);
        Assert.Contains("| rule.leak |", await File.ReadAllTextAsync(Path.Combine(_runs, "table.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_again_runs_nothing_and_gives_the_same_table()
    {
        string file = TinySweepFile.In(_folder);
        (await Run(file)).Expect(0);
        byte[] before = TinySweepFile.TablesOf(_runs);
        Outcome outcome = (await Run(file)).Expect(0);
        Assert.Contains("so far      4 finished", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("begins", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(before, TinySweepFile.TablesOf(_runs));
    }

    // What an array job of a cluster does.
    [Fact]
    public async Task Cells_run_one_by_one_in_any_order_give_the_table_of_the_whole()
    {
        string file = TinySweepFile.In(_folder), whole = _folder.File("whole");
        (await SomaRun.Of(TinySweepFile.Sweep(file, _data, whole))).Expect(0);
        for (int cell = TinySweepFile.Cells; cell >= 1; cell--)
        {
            (await Run(file, "--cell", cell.ToString(CultureInfo.InvariantCulture), "--threads", "1")).Expect(0);
            Assert.False(File.Exists(Path.Combine(_runs, "table.csv")));
        }

        (await Run(file)).Expect(0);
        Assert.Equal(TinySweepFile.TablesOf(whole), TinySweepFile.TablesOf(_runs));
    }

    [Fact]
    public async Task A_cell_that_is_not_there_is_refused_with_those_that_are() =>
        Assert.Contains("cells 1 to 4", (await Run(TinySweepFile.In(_folder), "--cell", "5")).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task The_list_has_numbers_states_and_folders_and_runs_nothing()
    {
        string file = TinySweepFile.In(_folder);
        Assert.Equal("1  to do  leak=0.5,seed=0", (await Run(file, "--list")).Expect(0).Lines[0]);
        Assert.False(Directory.Exists(_runs));
        (await Run(file, "--cell", "1")).Expect(0);
        JsonElement[] lines = [.. (await Run(file, "--list", "--json")).Expect(0).Lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["finished", "missing", "missing", "missing"], lines.Select(static line => line.GetProperty("state").GetString()));
        Assert.Equal([1, 2, 3, 4], lines.Select(static line => line.GetProperty("cell").GetInt32()));
    }

    [Fact]
    public async Task Json_writes_JSON_lines_and_nothing_else()
    {
        Outcome outcome = (await Run(TinySweepFile.In(_folder), "--json", "--jobs", "1")).Expect(0);
        string[] events = [.. outcome.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!)];
        Assert.Equal(["plan", "started", .. Enumerable.Repeat((string[])["cellStarted", "epoch", "cellEnded"], 4).SelectMany(static run => run), "ended"], events);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task A_terminal_gets_one_display_for_all_jobs_with_the_time_left()
    {
        TestTerminal terminal = new TestTerminal().Watched();
        int code = await SomaProgram.RunAsync(TinySweepFile.Sweep(TinySweepFile.In(_folder, epochs: 2), _data, _runs, "--jobs", "2"), terminal.Terminal);
        Assert.True(code == 0, terminal.Error.ToString());
        string shown = terminal.Out.ToString();
        Assert.Matches(@"[0-3]/4 cells, \d+:\d\d left", shown);
        Assert.Matches(@"\d  epoch \d/2  \d+\.\d\d %  leak=0\.\d,seed=", shown);
    }

    [Fact]
    public async Task An_interrupted_sweep_saves_tells_and_goes_on()
    {
        string file = TinySweepFile.In(_folder), whole = _folder.File("whole");
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        Outcome outcome = (await SomaRun.With(source.Token, TinySweepFile.Sweep(file, _data, _runs))).Expect(130);
        Assert.Contains("The same command goes on.", outcome.Error, StringComparison.Ordinal);
        (await Run(file)).Expect(0);
        (await SomaRun.Of(TinySweepFile.Sweep(file, _data, whole))).Expect(0);
        Assert.Equal(TinySweepFile.TablesOf(whole), TinySweepFile.TablesOf(_runs));
    }

    [Fact]
    public async Task A_diverged_cell_gives_its_exit_code_now_and_later_and_the_others_are_done()
    {
        string file = TinySweepFile.In(_folder, more: """
            "cases": [ { "name": "calm" }, { "name": "wild", "rule.neuralStep": { "rule": "constant", "start": 10 }, "rule.perturbation": 1e-30 } ],
            """);
        for (int times = 0; times < 2; times++)
        {
            Outcome outcome = (await Run(file)).Expect(3);
            Assert.Contains("4 cells of the sweep diverged. Lower the neural step size", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("diverged: seeds 0, 10", await File.ReadAllTextAsync(Path.Combine(_runs, "table.md")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_of_another_experiment_fails_its_cell_and_the_others_are_done()
    {
        string file = TinySweepFile.In(_folder), other = Path.Combine(_runs, "leak=0.5,seed=10");
        (await SomaRun.Of(TinyDigits.Train(_data, other, "--epochs", "1", "--seed", "11"))).Expect(0);
        Outcome outcome = (await Run(file)).Expect(1);
        Assert.Contains("cell 2: The folder", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("differ in seed", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Lines.Count(static line => line.StartsWith("done ", StringComparison.Ordinal)));
        Assert.Contains("not finished: seed 10", await File.ReadAllTextAsync(Path.Combine(_runs, "table.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_is_bad_usage_and_makes_nothing()
    {
        Assert.Contains("did you mean 'rule.leak'?", (await Run(Write("""{ "name": "s", "experiment": "mnist", "grid": { "rule.leek": [1] } }"""))).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", (await Run("nowhere.json")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("begin with 784", (await Run(Write("""{ "name": "s", "experiment": "optdigits", "set": { "data": "mnist" } }"""))).Expect(2).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runs));
    }

    // Nobody is there to be asked.
    [Fact]
    public async Task More_than_ten_thousand_cells_need_a_yes()
    {
        string file = Write("""{ "name": "many", "experiment": "mnist", "seeds": { "count": 10001 } }""");
        Outcome outcome = (await Run(file)).Expect(2);
        Assert.Contains("10001 cells", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--yes", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("10001  to do", (await Run(file, "--list", "--yes")).Expect(0).Out, StringComparison.Ordinal);
    }

    private Task<Outcome> Run(string file, params string[] more) => SomaRun.Of(TinySweepFile.Sweep(file, _data, _runs, more));

    private string Write(string json)
    {
        string path = _folder.File("bad.json");
        File.WriteAllText(path, json);
        return path;
    }
}
