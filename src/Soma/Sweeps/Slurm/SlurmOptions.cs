using Soma.Training;

namespace Soma.Sweeps.Slurm;

/// <summary>What a job asks of the cluster. What is left open is as the cluster has it; the values are Slurm's own, so that Slurm judges them.</summary>
public sealed record SlurmOptions
{
    // The sweep decides these itself; the others would be taken from it without a word.
    private static readonly string[] _ours = ["--array", "-a", "--wrap", "--chdir", "-D", "--output", "-o", "--parsable", "--test-only"];

    /// <summary>Which part of the cluster, such as "cpu"; null for the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Most time that a run may take before it is stopped, saved: "30" minutes, "2:00:00" or "1-12" days and hours; null for the partition's default.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a run, such as "2G"; null for the cluster's default.</summary>
    public string? Memory { get; init; }

    /// <summary>Processors of a run, which are its threads, at least 1; the default is 1. No number depends on it.</summary>
    public int CpusPerTask { get; init; } = 1;

    /// <summary>Most runs at once, at least 1; null for as many as the cluster lets run.</summary>
    public int? AtMost { get; init; }

    /// <summary>Further options of sbatch, each as one would write it, such as "--account=lab"; none by default. They win over the others.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>What is wrong with them as far as it can be told without Slurm; empty if nothing is.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        List<Problem> problems = [];
        foreach ((string name, string? value) in (ReadOnlySpan<(string, string?)>)[("--partition", Partition), ("--time", Time), ("--memory", Memory)])
        {
            if (value is not null && (value.Length == 0 || value.Any(static letter => char.IsControl(letter) || char.IsWhiteSpace(letter))))
                problems.Add(new(name, $"is '{value}', but must be one word."));
        }

        foreach (string option in More)
        {
            string name = option.Split('=', ' ')[0];
            if (!option.StartsWith('-') || option.Any(char.IsControl))
                problems.Add(new("--sbatch", $"was given '{option}', but takes options of sbatch, such as --account=lab; write a value behind an equals sign."));
            else if (_ours.Contains(name))
                problems.Add(new("--sbatch", $"was given '{option}', but {name} is what a sweep sets by itself; leave it out."));
        }

        return problems;
    }
}
