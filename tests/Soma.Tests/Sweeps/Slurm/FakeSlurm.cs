using System.Globalization;
using Soma.Sweeps.Slurm;

namespace Soma.Tests.Sweeps.Slurm;

/// <summary>A cluster without a cluster: it keeps submitted tasks in a list until a test takes them out, and answers as Slurm's programs do.</summary>
internal sealed class FakeSlurm : IProgramRunner
{
    private int _jobs = 10;

    /// <summary>Tasks that wait or run, as job and number.</summary>
    public List<(string Job, int Number)> Tasks { get; } = [];

    /// <summary>What was given, each as one line.</summary>
    public List<string> Commands { get; } = [];

    public int MaxArraySize { get; set; } = 1001;

    /// <summary>Accepted jobs after which sbatch refuses.</summary>
    public int RefusesAfter { get; set; } = int.MaxValue;

    /// <summary>Whether there is a Slurm at all.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>What squeue answers with instead of the tasks.</summary>
    public Queue<ProgramAnswer> QueueAnswers { get; } = [];

    /// <summary>Called before each look at the queue.</summary>
    public Action BeforeQueue { get; set; } = static () => { };

    public ProgramAnswer? Run(string program, IReadOnlyList<string> arguments)
    {
        if (!IsThere)
            return null;
        Commands.Add($"{program} {string.Join(' ', arguments)}");
        return program switch
        {
            "scontrol" => Answer($"Configuration data\nLaunchParameters        = (null)\nMaxArraySize            = {MaxArraySize.ToString(CultureInfo.InvariantCulture)}\nMaxDBDMsgs              = 20002\n"),
            "squeue" => Queue(arguments.Single(static word => word.StartsWith("--jobs=", StringComparison.Ordinal))[7..].Split(',')),
            _ => Submit(arguments),
        };
    }

    private static ProgramAnswer Answer(string text) => new(0, text, "");

    private ProgramAnswer Queue(string[] jobs)
    {
        BeforeQueue();
        if (QueueAnswers.TryDequeue(out ProgramAnswer? answer))
            return answer;
        (string Job, int Number)[] asked = [.. Tasks.Where(task => jobs.Contains(task.Job))];
        return jobs.Length == 1 && asked.Length == 0
            ? new ProgramAnswer(1, "", "slurm_load_jobs error: Invalid job id specified\n")
            : Answer(string.Concat(asked.Select(static (task, index) => string.Create(CultureInfo.InvariantCulture, $"{task.Job}|{task.Number}|{(index == 0 ? "RUNNING|None" : "PENDING|Resources")}\n"))));
    }

    private ProgramAnswer Submit(IReadOnlyList<string> arguments)
    {
        if (RefusesAfter-- <= 0)
            return new ProgramAnswer(1, "", "sbatch: error: Batch job submission failed: Invalid partition name specified\n");
        string id = (++_jobs).ToString(CultureInfo.InvariantCulture);
        string tasks = arguments.Single(static word => word.StartsWith("--array=", StringComparison.Ordinal))[8..].Split('%')[0];
        Tasks.AddRange(ArrayIndices.Parse(tasks).Select(number => (id, number)));
        return new ProgramAnswer(0, $"{id}\n", "");
    }
}
