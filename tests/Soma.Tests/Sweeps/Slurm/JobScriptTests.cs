using Soma.Sweeps.Slurm;

namespace Soma.Tests.Sweeps.Slurm;

public sealed class JobScriptTests
{
    private static readonly JobCommand _command = new(["/opt/soma/soma"], "/home/me/sweep.json", "/home/me/runs/tiny", null, "/home/me");

    // A script that people read and submit by hand is part of the public face.
    [Fact]
    public void The_script_is_plain_bash() => Assert.Equal(
        """
        #!/usr/bin/env bash
        # One cell of the sweep 'tiny' per task of a job array. Made anew whenever cells are submitted.
        #SBATCH --job-name=soma-tiny
        #SBATCH --chdir=/home/me
        #SBATCH --output=/home/me/runs/tiny/logs/%A_%a.log
        #SBATCH --open-mode=append
        #SBATCH --requeue
        #SBATCH --signal=B:INT@60
        #SBATCH --cpus-per-task=2
        #SBATCH --partition=cpu
        #SBATCH --time=1-12
        #SBATCH --mem=2G
        #SBATCH --account=lab

        set -euo pipefail

        # Where cells have higher numbers than the cluster lets tasks have, the first argument makes up the difference.
        cell=$((SLURM_ARRAY_TASK_ID + ${1:-0}))
        echo "cell $cell on $HOSTNAME, task ${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}, restart ${SLURM_RESTART_COUNT:-0}"

        # soma takes the place of this shell. So it is soma that hears the signal before the time is up: it saves and ends with code 130.
        # A task that is begun again, by Slurm or by a person, goes on from there.
        exec /opt/soma/soma sweep /home/me/sweep.json \
          --cell "$cell" --threads "$SLURM_CPUS_PER_TASK" --out /home/me/runs/tiny

        """,
        JobScript.Of("tiny", _command, new SlurmOptions { CpusPerTask = 2, Partition = "cpu", Time = "1-12", Memory = "2G", More = ["--account=lab"] }));

    [Fact]
    public void Names_that_a_shell_would_take_apart_are_quoted()
    {
        JobCommand command = new(["/usr/bin/dotnet", "/a b/Soma.Cli.dll"], "/it's here/$(rm).json", "/runs/100 %", "/data \"x\"", "/back\\slash");
        string script = JobScript.Of("a\nname; /etc", command, new SlurmOptions());
        Assert.Contains("exec /usr/bin/dotnet '/a b/Soma.Cli.dll' sweep '/it'\\''s here/$(rm).json' \\\n", script, StringComparison.Ordinal);
        Assert.Contains("--out '/runs/100 %' --data '/data \"x\"'\n", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --output=\"/runs/100 %%/logs/%A_%a.log\"\n", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --chdir=\"/back\\\\slash\"\n", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --job-name=soma-a_name___etc\n", script, StringComparison.Ordinal);
        Assert.Contains("# One cell of the sweep 'a name; /etc' per", script, StringComparison.Ordinal);
    }

    // What is written into a script must not be able to become more than one line of it.
    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_said_at_once()
    {
        SlurmOptions options = new() { Partition = "a b", Time = "", Memory = "2G\n", More = ["account=lab", "--array=1-3", "--account=lab", "--x\n#SBATCH --y", "-o out"] };
        Assert.Equal(["--partition", "--time", "--memory", "--sbatch", "--sbatch", "--sbatch", "--sbatch"], options.Problems().Select(static problem => problem.Path));
        Assert.Empty(new SlurmOptions { Partition = "cpu,gpu", Time = "1-00:00:00", Memory = "500M", More = ["--account=lab", "-C avx512"] }.Problems());
    }

    [Fact]
    public void An_array_says_its_tasks_its_limit_and_what_it_waits_for()
    {
        SlurmArray array = new(4, [5, 6, 8]);
        Assert.Equal(["--parsable", "--array=1-2,4%3", "--dependency=afterany:11:12", "s", "4"], array.Submission("s", 3, ["11", "12"]));
        Assert.Equal(["--parsable", "--array=1-2,4", "s", "4"], array.Submission("s", null, ["11"]));
        Assert.Equal(["--parsable", "--array=5%1", "s"], new SlurmArray(0, [5]).Submission("s", 1, []));
    }
}
