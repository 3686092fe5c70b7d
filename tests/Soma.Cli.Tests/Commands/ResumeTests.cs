using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public ResumeTests() => _data = TinyDigits.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_epochs_and_two_more_give_the_bits_of_four_with_any_number_of_threads()
    {
        string whole = _folder.File("whole"), parts = _folder.File("parts");
        (await SomaRun.Of(TinyDigits.Train(_data, whole, "--epochs", "4", "--threads", "1"))).Expect(0);
        (await SomaRun.Of(TinyDigits.Train(_data, parts, "--epochs", "2", "--threads", "2"))).Expect(0);
        Outcome outcome = (await SomaRun.Of("resume", parts, "--epochs", "4", "--threads", "3", "--data", _data)).Expect(0);
        Assert.Contains("goes on     after epoch 2", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(Checkpoint(whole), Checkpoint(parts));
    }

    [Fact]
    public async Task An_interrupted_run_saves_says_how_to_go_on_and_does()
    {
        string whole = _folder.File("whole"), broken = _folder.File("broken run");
        (await SomaRun.Of(TinyDigits.Train(_data, whole, "--epochs", "1"))).Expect(0);
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        Outcome outcome = (await SomaRun.With(source.Token, TinyDigits.Train(_data, broken, "--epochs", "1"))).Expect(130);
        Assert.Contains($"Go on with: soma resume \"{broken}\"", outcome.Error, StringComparison.Ordinal);
        (await SomaRun.Of("resume", broken, "--data", _data)).Expect(0);
        Assert.Equal(Checkpoint(whole), Checkpoint(broken));
    }

    [Fact]
    public async Task A_run_that_is_done_says_so()
    {
        string run = _folder.File("run");
        (await SomaRun.Of(TinyDigits.Train(_data, run, "--epochs", "1"))).Expect(0);
        byte[] before = Checkpoint(run);
        Outcome outcome = (await SomaRun.Of("resume", run, "--data", _data)).Expect(0);
        Assert.Contains("nothing was left to do", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(before, Checkpoint(run));
    }

    [Fact]
    public async Task A_folder_without_a_run_is_refused()
    {
        Assert.Contains("holds no run", (await SomaRun.Of("resume", _data)).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("nowhere", (await SomaRun.Of("resume", _folder.File("nowhere"))).Expect(1).Error, StringComparison.Ordinal);
    }

    // Half a checkpoint must not be taken for a fresh start, which would overwrite it.
    [Fact]
    public async Task A_truncated_checkpoint_is_named_and_kept()
    {
        string run = _folder.File("run"), file = Path.Combine(run, "checkpoint.safetensors");
        (await SomaRun.Of(TinyDigits.Train(_data, run, "--epochs", "1"))).Expect(0);
        byte[] half = Checkpoint(run)[..5000];
        await File.WriteAllBytesAsync(file, half);
        Assert.All(
            [await SomaRun.Of("resume", run, "--epochs", "2", "--data", _data), await SomaRun.Of("evaluate", run, "--data", _data), await SomaRun.Of("inspect", run)],
            outcome => Assert.Contains(file, outcome.Expect(1).Error, StringComparison.Ordinal));
        Assert.Equal(half, Checkpoint(run));
    }

    [Fact]
    public async Task A_checkpoint_of_another_network_is_refused()
    {
        string run = _folder.File("run"), other = _folder.File("other");
        (await SomaRun.Of(TinyDigits.Train(_data, run, "--epochs", "1"))).Expect(0);
        (await SomaRun.Of(TinyDigits.Train(_data, other, "--epochs", "1", "--set", "architecture=[784,20,10]"))).Expect(0);
        File.Copy(Path.Combine(other, "checkpoint.safetensors"), Path.Combine(run, "checkpoint.safetensors"), overwrite: true);
        Assert.Contains("architecture", (await SomaRun.Of("resume", run, "--epochs", "2", "--data", _data)).Expect(1).Error, StringComparison.Ordinal);
    }

    private static byte[] Checkpoint(string run) => File.ReadAllBytes(Path.Combine(run, "checkpoint.safetensors"));
}
