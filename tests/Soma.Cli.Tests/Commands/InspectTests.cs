using System.Text.Json;
using Soma.Checkpoints;
using Soma.Cli.Reporting;
using Soma.Numerics;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_shows_experiment_epoch_tensors_angles_and_last_metrics()
    {
        string data = TinyDigits.In(_folder), run = _folder.File("run");
        (await SomaRun.Of(TinyDigits.Train(data, run, "--epochs", "2"))).Expect(0);
        Outcome text = (await SomaRun.Of("inspect", run)).Expect(0);
        Assert.Contains("network     784-30-10, rule corinfomax, seed 0", text.Out, StringComparison.Ordinal);
        Assert.Contains("trained     2 epochs", text.Out, StringComparison.Ordinal);
        Assert.Contains(text.Lines, static line => line.StartsWith("wff.1", StringComparison.Ordinal) && line.Contains("F32 30 × 784", StringComparison.Ordinal));
        Assert.Contains(text.Lines, static line => line.StartsWith("test_accuracy", StringComparison.Ordinal));

        JsonElement json = JsonDocument.Parse(Assert.Single((await SomaRun.Of("inspect", Path.Combine(run, "checkpoint.safetensors"), "--json")).Expect(0).Lines)).RootElement;
        Assert.Equal(["wff.1", "wff.2", "wfb.2", "b.1", "b.2"], json.GetProperty("tensors").EnumerateArray().Select(static tensor => tensor.GetProperty("name").GetString()));
        Assert.Equal(2, json.GetProperty("lastMetrics").GetProperty("epoch").GetDouble());
        Assert.Equal(1, json.GetProperty("alignmentAngles").GetArrayLength());
    }

    // 1, 2, 3, 4: mean 5/2, variance 5/4, norm √30, worked out by hand.
    [Fact]
    public void The_statistics_are_those_of_the_values()
    {
        PanelMatrix<double> tensor = new(2, 2);
        tensor.Import([1, 2, 3, 4]);
        string path = _folder.File("four.safetensors");
        SafeTensorsWriter.Save<double>(path, [], [("four", tensor)]);
        TensorSummary summary = TensorSummary.Of(SafeTensors.Read(path), "four");
        Assert.Equal(2.5, summary.Mean, 15);
        Assert.Equal(Math.Sqrt(1.25), summary.Deviation, 15);
        Assert.Equal((1.0, 4.0), (summary.Minimum, summary.Maximum));
        Assert.Equal(Math.Sqrt(30), summary.Norm, 14);
        Assert.Equal("F64 2 × 2", summary.ToRow()[1]);
    }
}
