using Soma.Sweeps.Slurm;

namespace Soma.Tests.Sweeps.Slurm;

public sealed class SlurmClientTests
{
    private static readonly SlurmJob _job = new("7", null, new SlurmArray(0, [1]), default);

    [Theory]
    [InlineData("7\n", "7", null)]
    [InlineData("7;north\n", "7", "north")]
    public void The_number_of_a_job_is_read_with_its_cluster(string said, string id, string? cluster)
    {
        Says says = new(0, said, "sbatch: warning: can't honour\n");
        Assert.Equal((id, cluster, "sbatch: warning: can't honour"), new SlurmClient(says).Submit(["x"]));
    }

    [Fact]
    public void An_answer_that_is_no_number_is_shown() =>
        Assert.Contains("'Granted'", Assert.Throws<SlurmException>(() => new SlurmClient(new Says(0, "Granted", "")).Submit(["x"])).Message, StringComparison.Ordinal);

    // With several clusters squeue puts their names between the lines.
    [Fact]
    public void Tasks_are_read_from_each_cluster()
    {
        Says says = new(0, "CLUSTER: north\n7|3|RUNNING|None\n7|4|PENDING|JobArrayTaskLimit\n7|5|COMPLETING|None\n", "");
        IReadOnlyList<SlurmTask> tasks = new SlurmClient(says).Queue([_job with { Cluster = "north" }]);
        Assert.Equal([3, 4, 5], tasks.Select(static task => task.Number));
        Assert.Equal([false, true, false], tasks.Select(static task => task.IsPending));
        Assert.Contains("--clusters=north", says.Words, StringComparison.Ordinal);
        new SlurmClient(says).Queue([_job, _job with { Id = "9" }]);
        Assert.Contains("--jobs=7,9", says.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("--clusters", says.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_Slurm_has_forgotten_has_no_tasks_and_another_error_is_one()
    {
        Assert.Empty(new SlurmClient(new Says(1, "", "slurm_load_jobs error: Invalid job id specified\n")).Queue([_job]));
        Assert.Contains("Unable to contact", Assert.Throws<SlurmException>(() => new SlurmClient(new Says(1, "", "Unable to contact slurm controller")).Queue([_job])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxArraySize            = 5\n", 5)]
    [InlineData("something else\n", 1001)]
    public void The_limit_of_arrays_is_read(string said, int expected) => Assert.Equal(expected, new SlurmClient(new Says(0, said, "")).MaxArraySize());

    [Fact]
    public void A_cluster_without_arrays_is_refused() =>
        Assert.Contains("--jobs", Assert.Throws<SlurmException>(() => new SlurmClient(new Says(0, "MaxArraySize = 0", "")).MaxArraySize()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_program_that_is_not_there_is_told_from_one_that_fails()
    {
        Assert.Null(new ProgramRunner().Run("no-such-program-anywhere", []));
        ProgramAnswer answer = new ProgramRunner().Run("dotnet", ["no-such-verb-anywhere"])!;
        Assert.NotEqual(0, answer.Code);
        Assert.NotEmpty(answer.Out + answer.Error);
    }

    private sealed class Says(int code, string output, string error) : IProgramRunner
    {
        public string Words { get; private set; } = "";

        public ProgramAnswer Run(string program, IReadOnlyList<string> arguments)
        {
            Words = string.Join(' ', arguments);
            return new(code, output, error);
        }
    }
}
