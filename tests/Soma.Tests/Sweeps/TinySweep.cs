using Soma.Numerics;
using Soma.Sweeps;
using Soma.Testing;
using Soma.Tests.Training;
using Soma.Training;

namespace Soma.Tests.Sweeps;

/// <summary>A sweep over the tiny problem, with its experiment beside it.</summary>
internal sealed class TinySweep : IDisposable
{
    /// <summary>Two rates, two seeds, one epoch.</summary>
    public const string Json = """
        {
          "name": "rates", "experiment": "tiny.json", "epochs": 1,
          "grid": { "rule.feedforwardRates": [[1, 0.7], [0.5, 0.3]] },
          "seeds": [3, 4],
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public TinySweep() => File.WriteAllText(_folder.File("tiny.json"), TinyProblem.Json);

    public string Origin => _folder.File("sweep.json");

    public string Runs => _folder.File("runs");

    public SweepPlan Plan(string json = Json) => SweepReader.Read(json, Origin);

    public SweepRunner Runner(string json = Json, string? runs = null) => new(Plan(json), runs ?? Runs, static _ => TinyProblem.Data);

    /// <summary>Runs what is open and gives the table.</summary>
    public string Run(string json = Json, int jobs = 1, string? runs = null, ISweepWatcher? watcher = null, CancellationToken cancellation = default)
    {
        SweepRunner runner = Runner(json, runs);
        runner.Run(runner.Survey(), new JobShare(jobs, jobs), watcher, cancellation);
        return runner.Tabulate().ToCsv();
    }

    public string InRuns(string name) => Path.Combine(Runs, name);

    public string Folder(string name) => _folder.Folder(name);

    public void Dispose() => _folder.Dispose();

    /// <summary>Trains an experiment in a run folder of the sweep, as somebody else would.</summary>
    public void Train(SweepCell cell, CancellationToken cancellation)
    {
        using RunFolder folder = RunFolder.OpenOrCreate(InRuns(cell.Folder), cell.Experiment);
        using ThreadTeam team = new(1);
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, cancellation);
    }
}
