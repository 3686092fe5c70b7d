using System.Globalization;
using System.Text.RegularExpressions;

namespace Soma.Sweeps.Slurm;

/// <summary>Speaks with Slurm through its programs: <c>sbatch</c>, <c>squeue</c> and <c>scontrol</c>. Accounting may be off; nothing here needs it.</summary>
/// <param name="programs">Starts them.</param>
public sealed partial class SlurmClient(IProgramRunner programs)
{
    /// <summary>What MaxArraySize is on a cluster that says nothing of it.</summary>
    public const int UsualMaxArraySize = 1001;

    /// <summary>The limit of the numbers of tasks: they are less than it.</summary>
    /// <exception cref="SlurmException">There is no Slurm, it does not answer, or it allows no arrays.</exception>
    public int MaxArraySize()
    {
        Match match = MaxArraySizeLine().Match(Ask("scontrol", "show", "config").Out);
        int size = match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : UsualMaxArraySize;
        return size >= 2 ? size : throw new SlurmException($"This cluster allows no job arrays (MaxArraySize = {size.ToString(CultureInfo.InvariantCulture)}), so a sweep cannot be submitted. Run it within a job of your own with --jobs.");
    }

    /// <summary>Submits a job.</summary>
    /// <param name="arguments">The words after sbatch, --parsable among them.</param>
    /// <returns>Its number, the cluster if there are several, and what sbatch said beside that, such as warnings.</returns>
    /// <exception cref="SlurmException">It was refused.</exception>
    internal (string Id, string? Cluster, string Words) Submit(IReadOnlyList<string> arguments)
    {
        ProgramAnswer answer = Ask("sbatch", [.. arguments]);
        string[] parts = answer.Out.Trim().Split(';');
        return parts[0].Length > 0 && parts[0].All(char.IsAsciiDigit)
            ? (parts[0], parts.Length > 1 ? parts[1] : null, answer.Error.Trim())
            : throw new SlurmException($"sbatch accepted the job, but said '{answer.Out.Trim()}' where its number was expected. Look with squeue whether it is there, and end it with scancel before you try again.");
    }

    /// <summary>The tasks of jobs that wait or run. Those that are over are not among them, whatever became of them.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <exception cref="SlurmException">Slurm does not answer.</exception>
    internal IReadOnlyList<SlurmTask> Queue(IReadOnlyList<SlurmJob> jobs) => [.. jobs.GroupBy(static job => job.Cluster).SelectMany(group => Queue(group.Key, [.. group.Select(static job => job.Id)]))];

    private IEnumerable<SlurmTask> Queue(string? cluster, IReadOnlyList<string> ids)
    {
        List<string> arguments = ["--noheader", "--array", "--format=%F|%K|%T|%r", $"--jobs={string.Join(',', ids)}"];
        if (cluster is not null)
            arguments.Add($"--clusters={cluster}");
        ProgramAnswer answer = Run("squeue", arguments);

        // A job that has been over for a while is one that Slurm has never heard of.
        if (answer.Code != 0 && answer.Error.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
            return [];
        Require("squeue", answer);
        return answer.Out.Split('\n').Select(static line => line.Trim().Split('|')).Where(static parts => parts.Length == 4).Select(TaskOf).OfType<SlurmTask>();
    }

    private static SlurmTask? TaskOf(string[] parts) =>
        int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new(parts[0], number, parts[2], parts[3]) : null;

    private ProgramAnswer Ask(string program, params IReadOnlyList<string> arguments)
    {
        ProgramAnswer answer = Run(program, arguments);
        Require(program, answer);
        return answer;
    }

    private ProgramAnswer Run(string program, IReadOnlyList<string> arguments) => programs.Run(program, arguments) ?? throw new SlurmException(
        $"There is no Slurm on this machine: '{program}' is not on the PATH. Give the command on a login node of the cluster, see what would be submitted with --dry-run, or run the sweep here with --jobs N.")
    {
        IsMissing = true,
    };

    private static void Require(string program, ProgramAnswer answer)
    {
        if (answer.Code != 0)
            throw new SlurmException($"{program} refused (exit code {answer.Code.ToString(CultureInfo.InvariantCulture)}): {(answer.Error.Trim() is { Length: > 0 } error ? error : answer.Out.Trim())}");
    }

    [GeneratedRegex(@"^\s*MaxArraySize\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex MaxArraySizeLine();
}
