using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Processes;

public sealed class SignalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public SignalTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public async Task A_signal_saves_and_the_run_goes_on_to_the_same_bits(PosixSignal signal)
    {
        using SomaProcess process = new(Endless());
        await process.LineAsync("epoch 2/");
        process.Send(signal);
        Outcome outcome = (await process.EndAsync()).Expect(130);
        Assert.Contains($"soma resume {_run}", outcome.Error, StringComparison.Ordinal);
        await GoOnAndCompare();
    }

    [Fact]
    public async Task A_killed_run_has_a_whole_checkpoint_and_goes_on_to_the_same_bits()
    {
        using SomaProcess process = new(Endless());
        await process.LineAsync("epoch 2/");
        process.KillAtOnce();
        await process.EndAsync();
        (await SomaRun.Of("inspect", _run)).Expect(0);
        await GoOnAndCompare();
    }

    private string[] Endless() => TinyDigits.Train(_data, _run, "--epochs", "1000000", "--threads", "1");

    private async Task GoOnAndCompare()
    {
        JsonElement inspected = JsonDocument.Parse((await SomaRun.Of("inspect", _run, "--json")).Expect(0).Lines[0]).RootElement;
        string epochs = (inspected.GetProperty("epochsDone").GetInt32() + 1).ToString(CultureInfo.InvariantCulture);
        (await SomaRun.Of("resume", _run, "--epochs", epochs, "--data", _data)).Expect(0);
        string whole = _folder.File("whole");
        (await SomaRun.Of(TinyDigits.Train(_data, whole, "--epochs", epochs))).Expect(0);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "checkpoint.safetensors")), File.ReadAllBytes(Path.Combine(_run, "checkpoint.safetensors")));
    }
}
