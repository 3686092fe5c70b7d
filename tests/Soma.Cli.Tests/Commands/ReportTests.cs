using Soma.Testing;
using Xunit;

namespace Soma.Cli.Tests.Commands;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_become_a_curve_a_table_and_numbers()
    {
        string report = _folder.File("report");
        int code = await Soma("report", Run(0), Run(10), "--out", report);

        Assert.Equal("", _error.ToString());
        Assert.Equal(0, code);
        Assert.Equal(["curve.svg", "curves.csv", "report.html", "table.md"], Directory.GetFiles(report).Select(Path.GetFileName).Order());
        Assert.StartsWith(File.ReadAllText(Path.Combine(report, "table.md")), _out.ToString(), StringComparison.Ordinal);
        Assert.Contains($"wrote {Path.Combine(report, "curve.svg")}", _out.ToString(), StringComparison.Ordinal);
    }

    // The runs of this class have no checkpoint: what a look into the network would show is left out, and said.
    [Fact]
    public async Task What_cannot_be_shown_is_said()
    {
        Assert.Equal(0, await Soma("report", Run(0), "--out", _folder.File("report")));
        Assert.Contains("not shown: No portrait of toy, seed 0: The folder", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("No portrait of toy, seed 0", File.ReadAllText(_folder.File("report/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trained_network_is_portrayed()
    {
        string data = TinyDigits.In(_folder), run = _folder.File("run"), report = _folder.File("report");
        Assert.Equal(0, await Soma(TinyDigits.Train(data, run, "--epochs", "1")));
        Assert.Equal(0, await Soma("report", run, "--out", report, "--data", data));
        Assert.Equal("", _error.ToString());
        string[] drawn = [.. Directory.GetFiles(Path.Combine(report, "figures")).Select(static path => Path.GetFileNameWithoutExtension(path))];
        Assert.Equal([], new[] { "confusion", "receptive-fields", "relaxation", "settling", "neurons", "activity", "weights" }.Except(drawn));

        Assert.Equal(0, await Soma("report", run, "--out", report, "--data", data, "--portraits", "0", "--overwrite"));
        Assert.False(File.Exists(Path.Combine(report, "figures", "confusion.svg")));
        Assert.Contains("--portraits N portrays more", File.ReadAllText(Path.Combine(report, "report.html")), StringComparison.Ordinal);
    }

    // Half of a report that hides a broken run would be worse than none.
    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_nothing_is_written()
    {
        string broken = Run(1), empty = Run(2);
        File.WriteAllText(Path.Combine(broken, "metrics.csv"), "epoch,train_accuracy,test_accuracy\n1,0.5,oops\n");
        File.WriteAllText(Path.Combine(empty, "metrics.csv"), "epoch,train_accuracy,test_accuracy\n");
        Assert.Equal(1, await Soma("report", Run(0), broken, empty, _folder.File("missing"), "--out", _folder.File("report")));
        Assert.Contains("oops", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("no epoch of this run has ended yet", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no run folder", _error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("report")));
    }

    [Fact]
    public async Task An_earlier_report_is_replaced_only_with_overwrite()
    {
        string report = _folder.Folder("report"), curve = Path.Combine(report, "curve.svg");
        File.WriteAllText(curve, "mine");

        Assert.Equal(1, await Soma("report", Run(0), "--out", report));
        Assert.Contains("--overwrite", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(curve));

        Assert.Equal(0, await Soma("report", Run(0), "--out", report, "--overwrite"));
        Assert.StartsWith("<svg", File.ReadAllText(curve), StringComparison.Ordinal);
    }

    // Known trouble is a sentence, not the message for what should not have happened.
    [Fact]
    public async Task A_folder_that_is_no_run_fails_and_writes_nothing()
    {
        Assert.Equal(1, await Soma("report", _folder.File("missing"), "--out", _folder.File("report")));
        Assert.StartsWith("error: There is no run folder", _error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("report")));
    }

    [Fact]
    public async Task Runs_and_out_are_asked_for_at_once()
    {
        Assert.Equal(2, await Soma("report"));
        Assert.Contains("needs RUN", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--out", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Soma(params string[] args) =>
        SomaProgram.RunAsync(args, new Terminal(_out, _error, Terminal.Plain(_out), IsInteractive: false, static _ => null, Processors: 1));

    private string Run(int seed)
    {
        string run = _folder.Folder($"toy-{seed}");
        File.WriteAllText(Path.Combine(run, "experiment.json"), $$"""{"name":"toy","epochs":2,"seed":{{seed}}}""");
        File.WriteAllText(Path.Combine(run, "metrics.csv"), "epoch,train_accuracy,test_accuracy\n1,0.5,0.5\n2,0.75,0.7\n");
        return run;
    }
}
