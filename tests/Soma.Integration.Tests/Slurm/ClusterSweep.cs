using System.Text.Json;
using Soma.Testing;

namespace Soma.Integration.Tests.Slurm;

/// <summary>A sweep of four runs on the optical digits, long enough to be caught in the middle, with a folder of its own.</summary>
internal sealed class ClusterSweep : IDisposable
{
    public const int Cells = 4;

    private static readonly Lock _gate = new();
    private static byte[]? _local;

    private readonly TemporaryFolder _folder = new();
    private readonly SlurmCluster _cluster;

    public ClusterSweep(SlurmCluster cluster, int epochs = 25)
    {
        _cluster = cluster;
        File.WriteAllText(File_, $$"""
            { "name": "on a cluster", "experiment": "optdigits", "epochs": {{epochs}}, "set": { "rule.freeSweeps": 10 }, "grid": { "rule.leak": [0.2, 0.5] }, "seeds": [0, 10] }
            """);
    }

    /// <summary>The sweep's folder; the space in it tries the script.</summary>
    public string Runs => _folder.File("the runs");

    /// <summary>The bytes of its tables.</summary>
    public byte[] Tables => TablesIn(Runs);

    private string File_ => _folder.File("sweep.json");

    /// <summary>Starts <c>soma sweep</c> on it.</summary>
    public StartedProgram Start(params string[] more) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Soma.Cli.dll"), "sweep", File_, "--out", Runs, .. more], _cluster.Configuration);

    /// <summary>Runs <c>soma sweep</c> on it to the end.</summary>
    public string Run(int code, params string[] more)
    {
        using StartedProgram soma = Start(more);
        return soma.Expect(code);
    }

    /// <summary>The tables of the same sweep run without a cluster.</summary>
    public byte[] LocalTables()
    {
        lock (_gate)
        {
            if (_local is null)
            {
                string runs = _folder.File("local");
                using StartedProgram soma = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Soma.Cli.dll"), "sweep", File_, "--out", runs], _cluster.Configuration);
                soma.Expect(0);
                _local = TablesIn(runs);
            }

            return _local;
        }
    }

    /// <summary>Waits until runs have done an epoch.</summary>
    public void Await(int runs, StartedProgram? soma = null) =>
        Eventually.Holds(() => Begun() >= runs, () => $"{string.Join('\n', _cluster.Queue())}\n{soma?.Said}\n{Logs()}");

    /// <summary>The events of all runs, in the order of time.</summary>
    public IReadOnlyList<(DateTimeOffset Time, string Event)> Events() =>
    [
        .. EventFiles().SelectMany(File.ReadLines).Select(static line => JsonDocument.Parse(line).RootElement)
            .Select(static line => (line.GetProperty("time").GetDateTimeOffset(), line.GetProperty("event").GetString()!)).OrderBy(static line => line.Item1),
    ];

    /// <summary>All logs of all tasks.</summary>
    public string Logs() => Directory.Exists(Path.Combine(Runs, "logs")) ? string.Concat(Directory.GetFiles(Path.Combine(Runs, "logs")).Select(File.ReadAllText)) : "";

    public void Dispose() => _folder.Dispose();

    private static byte[] TablesIn(string runs) => [.. File.ReadAllBytes(Path.Combine(runs, "table.csv")), .. File.ReadAllBytes(Path.Combine(runs, "table.md"))];

    private int Begun() => EventFiles().Count(static path => File.ReadAllText(path).Contains("\"epoch\"", StringComparison.Ordinal));

    private IEnumerable<string> EventFiles() => Directory.Exists(Runs) ? Directory.EnumerateFiles(Runs, "events.jsonl", SearchOption.AllDirectories) : [];
}
