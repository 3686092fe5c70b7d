using Xunit;

namespace Soma.Integration.Tests.Slurm;

/// <summary>Sweeps on a real Slurm: whatever happens to the jobs, the last table is that of a sweep that ran undisturbed on one machine.</summary>
public sealed class SlurmSweepTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private readonly ClusterSweep _sweep = new(cluster);

    public void Dispose()
    {
        cluster.Ask("scancel", "--user=root");
        Eventually.Holds(() => cluster.Queue().Length == 0, () => string.Join('\n', cluster.Queue()));
        _sweep.Dispose();
    }

    // Four cells are one more than this cluster takes in one array, and all four would find a processor.
    [Fact]
    public void A_sweep_runs_to_the_end_never_more_at_once_than_agreed_and_gives_the_table_of_a_local_one()
    {
        string said = _sweep.Run(0, "--slurm", "--at-most", "2", "--time", "10", "--wait", "--poll", "1");
        Assert.Contains("3 cells: 1-3", said, StringComparison.Ordinal);
        Assert.Contains("1 cell: 4", said, StringComparison.Ordinal);
        Assert.Contains("(4/4)", said, StringComparison.Ordinal);
        Assert.Equal(_sweep.LocalTables(), _sweep.Tables);
        Assert.Equal(2, MostAtOnce());
        byte[] before = _sweep.Tables;
        Assert.Contains("4 finished", _sweep.Run(0, "--slurm", "--wait"), StringComparison.Ordinal);
        Assert.Equal(before, _sweep.Tables);
    }

    [Fact]
    public void A_task_that_is_killed_is_told_and_submitting_again_resumes_it_alone()
    {
        using StartedProgram soma = _sweep.Start("--slurm", "--wait", "--poll", "1");
        _sweep.Await(ClusterSweep.Cells, soma);
        SlurmCluster.Kill(Assert.Single(SlurmCluster.ProcessesOf(_sweep.Runs, cell: 2)).Soma);
        string said = soma.Expect(1);
        Assert.Contains("cell 2 of the sweep is unfinished", said, StringComparison.Ordinal);
        Assert.Contains("_2.log ends with: ", said, StringComparison.Ordinal);
        Assert.NotEqual(_sweep.LocalTables(), _sweep.Tables);

        said = _sweep.Run(0, "--slurm", "--wait", "--poll", "1", "--json");
        Assert.Contains("\"cells\":[2],", said, StringComparison.Ordinal);
        Assert.Single(_sweep.Events(), static line => line.Event == "resumed");
        Assert.Equal(_sweep.LocalTables(), _sweep.Tables);
    }

    // Slurm queues the jobs of a dead node anew, and they go on where they were saved; whoever waits need not know.
    [Fact]
    public void A_node_that_dies_and_comes_back_ends_the_sweep_as_if_nothing_had_been()
    {
        using StartedProgram soma = _sweep.Start("--slurm", "--wait", "--poll", "1");
        _sweep.Await(ClusterSweep.Cells, soma);
        cluster.KillNode(_sweep.Runs);
        Eventually.Holds(() => cluster.Queue() is { Length: ClusterSweep.Cells } tasks && tasks.All(static task => task.EndsWith("PENDING", StringComparison.Ordinal)), () => string.Join('\n', cluster.Queue()));
        cluster.RestartNode();
        soma.Expect(0);
        Assert.Equal(4, _sweep.Events().Count(static line => line.Event == "resumed"));
        Assert.Contains("restart 1", _sweep.Logs(), StringComparison.Ordinal);
        Assert.Equal(_sweep.LocalTables(), _sweep.Tables);
    }

    [Fact]
    public void What_is_cancelled_saves_itself_is_told_and_goes_on_when_it_is_submitted_again()
    {
        using StartedProgram soma = _sweep.Start("--slurm", "--wait", "--poll", "1", "--cpus", "2");
        _sweep.Await(2, soma);
        cluster.Ask("scancel", "--user=root");
        Assert.Contains("cells 1-4 of the sweep are unfinished, and no job is left", soma.Expect(1), StringComparison.Ordinal);
        Assert.Equal(2, _sweep.Events().Count(static line => line.Event == "interrupted"));

        Assert.Contains("gone        the jobs of cells 1-4", _sweep.Run(0, "--slurm", "--wait", "--poll", "1"), StringComparison.Ordinal);
        Assert.Equal(2, _sweep.Events().Count(static line => line.Event == "resumed"));
        Assert.Equal(_sweep.LocalTables(), _sweep.Tables);
    }

    [Fact]
    public void What_Slurm_refuses_is_told_in_its_words_and_nothing_is_left_behind()
    {
        Assert.Contains("Invalid partition name specified", _sweep.Run(1, "--slurm", "--partition", "nowhere"), StringComparison.Ordinal);
        Assert.Empty(cluster.Queue());
        Assert.False(File.Exists(Path.Combine(_sweep.Runs, "slurm.json")));
    }

    [Fact]
    public void What_is_queued_is_not_submitted_twice_and_stays_when_nobody_follows_it_any_more()
    {
        _sweep.Run(0, "--slurm", "--sbatch", "--hold");
        Assert.Contains("the 4 open cells are queued or running already", _sweep.Run(1, "--slurm"), StringComparison.Ordinal);
        using StartedProgram soma = _sweep.Start("--slurm", "--wait", "--poll", "1");
        Eventually.Holds(() => soma.Said.Contains("JobHeldUser", StringComparison.Ordinal), () => soma.Said);
        soma.Interrupt();
        Assert.Contains("The jobs go on", soma.Expect(130), StringComparison.Ordinal);
        Assert.Equal(ClusterSweep.Cells, cluster.Queue().Length);
    }

    // The shortest limit there is; Slurm looks at it every half minute. The run would take days.
    [Fact]
    public void A_run_whose_time_is_up_saves_itself()
    {
        using ClusterSweep endless = new(cluster, epochs: 1_000_000);
        Assert.Contains("cells 1-4 of the sweep are unfinished", endless.Run(1, "--slurm", "--wait", "--poll", "1", "--time", "1", "--sbatch", "--signal=B:INT@10"), StringComparison.Ordinal);
        Assert.Equal(ClusterSweep.Cells, endless.Events().Count(static line => line.Event == "interrupted"));
        Assert.DoesNotContain("CANCELLED", endless.Logs(), StringComparison.Ordinal);
        Assert.Contains("interrupted and saved", endless.Logs(), StringComparison.Ordinal);
    }

    private int MostAtOnce()
    {
        int now = 0, most = 0;
        foreach ((_, string kind) in _sweep.Events())
        {
            now += kind switch { "started" => 1, "finished" => -1, _ => 0 };
            most = Math.Max(most, now);
        }

        return most;
    }
}
