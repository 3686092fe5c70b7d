using Soma.Interchange;
using Soma.Testing;
using Soma.Training;

namespace Soma.Cli.Tests.Commands;

public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public ExportTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    // A format that is added is tried here by itself.
    [Fact]
    public async Task Every_format_is_written_beside_the_others_and_changes_nothing_in_the_run()
    {
        await Train();
        string[] before = Contents(_run);
        string target = _folder.File("out");
        foreach (IRunFormat format in RunFormats.All)
        {
            string file = Path.Combine(target, format.FileOf("run"));
            Assert.Equal($"wrote {file}", Assert.Single((await SomaRun.Of("export", _run, "--format", format.Name, "--out", target)).Expect(0).Lines));
            Assert.True(new FileInfo(file).Length > 0);
        }

        Assert.Equal(before, Contents(_run));
    }

    [Fact]
    public async Task One_run_may_go_into_a_file_of_its_own_name()
    {
        await Train();
        string file = _folder.File("weights.npz");
        (await SomaRun.Of("export", _run, "--format", "npz", "--out", file)).Expect(0);
        Assert.True(File.Exists(file));
        Outcome two = (await SomaRun.Of("export", _run, await Copy(), "--format", "npz", "--out", _folder.File("both.npz"))).Expect(2);
        Assert.Contains("is one file, but 2 runs were named", two.Error, StringComparison.Ordinal);
    }

    // The folder of a sweep, and what a shell makes of it and a star.
    [Fact]
    public async Task A_folder_of_runs_and_the_tables_in_it_mean_its_runs()
    {
        await Train();
        string sweep = _folder.Folder("sweep"), run = Path.Combine(sweep, "cell"), table = Path.Combine(sweep, "table.csv");
        Directory.Move(_run, run);
        File.WriteAllText(table, "cell\n");
        string file = _folder.File("out/cell.csv");
        Assert.Equal($"wrote {file}", Assert.Single((await SomaRun.Of("export", sweep, "--format", "csv", "--out", _folder.File("out"))).Expect(0).Lines));
        Assert.Equal($"wrote {file}", Assert.Single((await SomaRun.Of("export", run, table, "--format", "csv", "--out", _folder.File("out"), "--overwrite")).Expect(0).Lines));
        (await SomaRun.Of("export", table, "--format", "csv", "--out", _folder.File("out"))).Expect(1);
    }

    [Fact]
    public async Task What_is_there_stays_unless_it_may_be_overwritten()
    {
        await Train();
        string file = _folder.File("weights.npz");
        File.WriteAllText(file, "mine");
        Outcome refused = (await SomaRun.Of("export", _run, "--format", "npz", "--out", file)).Expect(2);
        Assert.Contains("nothing was written", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        (await SomaRun.Of("export", _run, "--format", "npz", "--out", file, "--overwrite")).Expect(0);
        Assert.NotEqual("mine", File.ReadAllText(file));
    }

    [Fact]
    public async Task All_runs_that_cannot_be_exported_are_named_at_once_and_nothing_is_written()
    {
        await Train();
        string unbegun = _folder.File("unbegun"), target = _folder.File("out");
        RunFolder.Create(unbegun, ExperimentLibrary.Open("mnist")).Dispose();
        Outcome outcome = (await SomaRun.Of("export", _run, unbegun, _folder.File("nowhere"), "--format", "npz", "--out", target)).Expect(1);
        Assert.Contains("has no checkpoint.safetensors: its first epoch is not over yet", outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"There is no folder '{_folder.File("nowhere")}'", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public async Task Runs_of_one_name_are_not_written_over_each_other()
    {
        await Train();
        Outcome outcome = (await SomaRun.Of("export", _run, await Copy("elsewhere/run"), "--format", "csv", "--out", _folder.File("out"))).Expect(2);
        Assert.Contains("Several runs are called 'run'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_in_progress_is_exported_as_it_was_saved_and_that_is_said()
    {
        await Train();
        using RunFolder held = RunFolder.Open(_run);
        Outcome outcome = (await SomaRun.Of("export", _run, "--format", "jsonl", "--out", _folder.File("out"))).Expect(0);
        Assert.Contains("a process is training in", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_format_is_answered_with_the_nearest()
    {
        Outcome outcome = (await SomaRun.Of("export", _run, "--format", "npy", "--out", _folder.File("out"))).Expect(2);
        Assert.Contains("did you mean 'npz'?", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TensorBoard_is_shown_training_resuming_and_every_run_of_a_sweep()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--tensorboard"))).Expect(0);
        long one = new FileInfo(EventsOf(_run)).Length;
        (await SomaRun.Of("resume", _run, "--epochs", "2", "--data", _data, "--tensorboard")).Expect(0);
        Assert.True(new FileInfo(EventsOf(_run)).Length > one);
        string runs = _folder.File("runs");
        (await SomaRun.Of(TinySweepFile.Sweep(TinySweepFile.In(_folder), _data, runs, "--tensorboard", "--jobs", "2", "--threads", "2"))).Expect(0);
        Assert.All(Directory.GetDirectories(runs), static run => Assert.True(File.Exists(EventsOf(run))));
    }

    private static string EventsOf(string run) => Path.Combine(run, "tensorboard", "events.out.tfevents.0.soma");

    private static string[] Contents(string run) => [.. Directory.GetFileSystemEntries(run, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}")];

    private async Task Train() => (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);

    private async Task<string> Copy(string name = "copy")
    {
        string copy = _folder.File(name);
        (await SomaRun.Of(TinyDigits.Train(_data, copy, "--epochs", "1"))).Expect(0);
        return copy;
    }
}
