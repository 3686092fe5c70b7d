using System.Globalization;

namespace Soma.Sweeps.Slurm;

/// <summary>The text of the script that every task of an array runs. It is meant to be read, and to be submitted by hand if need be.</summary>
internal static class JobScript
{
    /// <summary>Its name in the sweep's folder.</summary>
    public const string FileName = "sweep.sbatch";

    /// <summary>The folder of the logs within the sweep's.</summary>
    public const string Logs = "logs";

    // Saving takes a moment only; but Slurm looks at the clock every half minute, so that it may send the signal as much earlier.
    private const int SecondsToSave = 60;

    /// <summary>The script.</summary>
    /// <param name="name">What the sweep is called.</param>
    /// <param name="command">What a task runs.</param>
    /// <param name="options">What it asks of the cluster.</param>
    public static string Of(string name, JobCommand command, SlurmOptions options) =>
        $$"""
        #!/usr/bin/env bash
        # One cell of the sweep '{{OneLine(name)}}' per task of a job array. Made anew whenever cells are submitted.
        {{string.Join('\n', Options(name, command, options).Select(static option => $"#SBATCH {option}"))}}

        set -euo pipefail

        # Where cells have higher numbers than the cluster lets tasks have, the first argument makes up the difference.
        cell=$((SLURM_ARRAY_TASK_ID + ${1:-0}))
        echo "cell $cell on $HOSTNAME, task ${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}, restart ${SLURM_RESTART_COUNT:-0}"

        # soma takes the place of this shell. So it is soma that hears the signal before the time is up: it saves and ends with code 130.
        # A task that is begun again, by Slurm or by a person, goes on from there.
        exec {{string.Join(' ', command.Program.Select(Quoted))}} sweep {{Quoted(command.SweepFile)}} \
          --cell "$cell" --threads "$SLURM_CPUS_PER_TASK" --out {{Quoted(command.Folder)}}{{(command.Data is { } data ? $" --data {Quoted(data)}" : "")}}

        """.ReplaceLineEndings("\n");

    /// <summary>The log of a task.</summary>
    /// <param name="folder">The sweep's folder.</param>
    /// <param name="job">The array's number.</param>
    /// <param name="task">The task's number within it.</param>
    public static string LogOf(string folder, string job, int task) => Path.Combine(folder, Logs, string.Create(CultureInfo.InvariantCulture, $"{job}_{task}.log"));

    /// <summary>A word as a shell reads it back, quoted only where it must be.</summary>
    /// <param name="word">Any text.</param>
    public static string Quoted(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> Options(string name, JobCommand command, SlurmOptions options)
    {
        yield return $"--job-name={string.Concat($"soma-{name}".Select(static letter => IsPlain(letter) && letter != '/' ? letter : '_'))}";
        yield return $"--chdir={InScript(command.WorkingFolder)}";
        yield return $"--output={InScript($"{Path.Combine(command.Folder, Logs).Replace("%", "%%", StringComparison.Ordinal)}/%A_%a.log")}";
        yield return "--open-mode=append";
        yield return "--requeue";
        yield return string.Create(CultureInfo.InvariantCulture, $"--signal=B:INT@{SecondsToSave}");
        yield return string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={options.CpusPerTask}");
        if (options.Partition is { } partition)
            yield return $"--partition={partition}";
        if (options.Time is { } time)
            yield return $"--time={time}";
        if (options.Memory is { } memory)
            yield return $"--mem={memory}";
        foreach (string more in options.More)
            yield return more;
    }

    // sbatch takes these lines apart by itself, with the quotes of a shell.
    private static string InScript(string path) => path.All(static letter => IsPlain(letter) || letter == '%')
        ? path
        : $"\"{path.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string OneLine(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) ? ' ' : letter));

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_' or '=' or ',' or '+' or ':' or '@';
}
