using System.Runtime.InteropServices;
using Soma.Numerics;
using Soma.Testing;

namespace Soma.Cli.Tests.Processes;

public sealed class SweepKillTests : IDisposable
{
    // Long enough that a sweep is never over before it has been killed.
    private const int Epochs = 200;

    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _file;
    private readonly string _runs;

    public SweepKillTests()
    {
        _data = TinyDigits.In(_folder);
        _file = TinySweepFile.In(_folder, Epochs);
        _runs = _folder.File("runs");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_killed_again_and_again_ends_with_the_tables_of_one_that_was_left_alone()
    {
        foreach (string moment in (string[])["cellStarted", "epoch", "epoch", "cellEnded"])
        {
            using SomaProcess process = new(TinySweepFile.Sweep(_file, _data, _runs, "--jobs", "2", "--threads", "2", "--json"));
            await process.LineAsync("{\"event\":\"" + moment);
            process.KillAtOnce();
            await process.EndAsync();
        }

        await FinishAndCompare();
    }

    // Moments that no line of output names: while a checkpoint is written, renamed, or noted. Where they fall depends on the machine; what comes of it must not.
    [Fact]
    [Trait("Category", "Long")]
    public async Task Ten_kills_at_random_moments_leave_no_trace_in_the_tables()
    {
        RandomStream random = new RandomStream(0).Split("kills");
        for (int kill = 0; kill < 10; kill++)
        {
            using SomaProcess process = new(TinySweepFile.Sweep(_file, _data, _runs, "--jobs", "2", "--threads", "2", "--json"));
            for (int epochs = random.NextInt(15); epochs >= 0; epochs--)
                await process.LineAsync("{\"event\":\"epoch");
            await Task.Delay(random.NextInt(40));
            process.KillAtOnce();
            await process.EndAsync();
        }

        await FinishAndCompare();
    }

    [Fact]
    public async Task Ctrl_C_stops_all_runs_saved_and_the_same_command_goes_on()
    {
        using SomaProcess process = new(TinySweepFile.Sweep(TinySweepFile.In(_folder, epochs: 1_000_000), _data, _runs, "--jobs", "2", "--threads", "2", "--json"));
        await process.LineAsync("{\"event\":\"cellStarted\"");
        await process.LineAsync("{\"event\":\"cellStarted\"");
        process.Send(PosixSignal.SIGINT);
        (await process.EndAsync()).Expect(130);
        Assert.Equal(2, Directory.GetFiles(_runs, "checkpoint.safetensors", SearchOption.AllDirectories).Length);
        string[] events = [.. Directory.GetFiles(_runs, "events.jsonl", SearchOption.AllDirectories).Select(static path => File.ReadLines(path).Last())];
        Assert.All(events, static line => Assert.Contains("\"interrupted\"", line, StringComparison.Ordinal));
    }

    private async Task FinishAndCompare()
    {
        (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, _runs))).Expect(0);
        string whole = _folder.File("whole");
        (await SomaRun.Of(TinySweepFile.Sweep(_file, _data, whole, "--jobs", "1"))).Expect(0);
        Assert.Equal(TinySweepFile.TablesOf(whole), TinySweepFile.TablesOf(_runs));
        foreach (string run in Directory.GetDirectories(whole))
            Assert.Equal(File.ReadAllBytes(Path.Combine(run, "checkpoint.safetensors")), File.ReadAllBytes(Path.Combine(_runs, Path.GetFileName(run), "checkpoint.safetensors")));
    }
}
