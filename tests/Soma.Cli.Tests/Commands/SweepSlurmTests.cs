using Soma.Cli.Tests.Processes;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

/// <summary>What <c>sweep --slurm</c> does where there is no Slurm. With one, see the integration tests.</summary>
public sealed class SweepSlurmTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _runs;
    private readonly string _file;

    public SweepSlurmTests()
    {
        _data = TinyDigits.In(_folder);
        _runs = _folder.File("runs");
        _file = TinySweepFile.In(_folder);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_without_Slurm_is_told_with_the_ways_out_and_nothing_is_made()
    {
        Outcome outcome = (await WithoutSlurm("--slurm")).Expect(1);
        Assert.Contains("There is no Slurm on this machine", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--dry-run", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--jobs", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runs));
    }

    [Fact]
    public async Task A_dry_run_shows_the_script_and_the_command_and_makes_nothing()
    {
        Outcome outcome = (await WithoutSlurm("--slurm", "--dry-run", "--partition", "cpu", "--time", "2:00:00", "--memory", "2G", "--cpus", "4", "--at-most", "3", "--sbatch", "--account=lab", "--nice")).Expect(0);
        Assert.StartsWith("#!/usr/bin/env bash", outcome.Out, StringComparison.Ordinal);
        foreach (string option in (string[])["--partition=cpu", "--time=2:00:00", "--mem=2G", "--cpus-per-task=4", "--account=lab", "--nice", "--signal=B:INT@60", "--requeue"])
            Assert.Contains($"#SBATCH {option}", outcome.Lines);
        Assert.Contains($"--out {_runs} --data {_data}", outcome.Out, StringComparison.Ordinal);
        Assert.Equal($"sbatch --parsable --array=1-4%3 {Path.Combine(_runs, "sweep.sbatch")}", outcome.Lines[^1]);
        Assert.Contains("no Slurm on this machine", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runs));
    }

    [Fact]
    public async Task Only_the_cells_that_are_open_would_be_submitted()
    {
        (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs, "--cell", "2"))).Expect(0);
        Outcome outcome = (await WithoutSlurm("--slurm", "--dry-run")).Expect(0);
        Assert.Contains("--array=1,3-4 ", outcome.Lines[^1], StringComparison.Ordinal);
        (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs))).Expect(0);
        Assert.Contains("Nothing would be submitted", (await WithoutSlurm("--slurm", "--dry-run")).Expect(0).Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--wait --time 3", "--wait, --time are about jobs of a cluster; add --slurm")]
    [InlineData("--partition cpu", "--partition is about jobs of a cluster; add --slurm")]
    [InlineData("--slurm --jobs 2 --list", "--jobs, --list cannot stand beside --slurm")]
    [InlineData("--slurm --at-most 0", "'--at-most' takes a whole number from 1")]
    [InlineData("--slurm --sbatch account=lab", "The option '--sbatch' was given 'account=lab', but takes options of sbatch")]
    [InlineData("--slurm --sbatch --array=1-2", "--array is what a sweep sets by itself")]
    public async Task Options_that_make_no_sense_together_are_refused(string words, string expected)
    {
        Outcome outcome = (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs, words.Split(' ')))).Expect(2);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runs));
    }

    // Hundreds of tasks would each spend seconds on a guess that nobody reads.
    [Fact]
    public async Task A_single_cell_does_not_guess_how_long_it_will_take()
    {
        Outcome outcome = (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs, "--cell", "2", "--threads", "1"))).Expect(0);
        Assert.Contains("jobs        1 at a time, 1 thread in all", outcome.Lines);
    }

    [Fact]
    public async Task The_list_tells_of_a_run_that_failed()
    {
        string run = Path.Combine(_runs, "leak=0.5,seed=10"), checkpoint = Path.Combine(run, "checkpoint.safetensors");
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        await SomaRun.With(source.Token, TinySweepFile.Sweep(_file, _data, _runs, "--jobs", "1", "--cell", "2"));
        Directory.CreateDirectory(run);
        await File.WriteAllTextAsync(checkpoint, "no checkpoint");
        (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs))).Expect(1);
        string[] list = (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs, "--list"))).Expect(0).Lines;
        Assert.Matches(@"^2  unfinished  leak=0\.5,seed=10  failed on \d{4}-\d\d-\d\d \d\d:\d\d UTC: .*checkpoint", list[1]);
        Assert.Equal("1  finished  leak=0.5,seed=0", list[0]);
        Assert.Contains("\"lastFailure\":{\"when\":", (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs, "--list", "--json"))).Expect(0).Lines[1], StringComparison.Ordinal);
    }

    // The PATH by which dotnet is found is that of the tests; the program itself gets an empty one.
    private async Task<Outcome> WithoutSlurm(params string[] more)
    {
        using SomaProcess process = new([("PATH", _folder.Folder("empty"))], TinySweepFile.Sweep(_file, _data, _runs, more));
        return await process.EndAsync();
    }
}
