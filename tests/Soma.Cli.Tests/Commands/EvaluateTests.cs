using System.Globalization;
using System.Text.Json;
using Soma.Testing;
using Soma.Training;

namespace Soma.Cli.Tests.Commands;

public sealed class EvaluateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _run;

    public EvaluateTests()
    {
        _data = TinyDigits.In(_folder);
        _run = _folder.File("run");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_accuracy_is_that_of_the_last_epoch_and_the_classes_add_up()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "2"))).Expect(0);
        double expected = MetricsTable.Read(Path.Combine(_run, "metrics.csv")).Column("test_accuracy")[^1];
        JsonElement report = Json(await SomaRun.Of("evaluate", _run, "--data", _data, "--json"));
        Assert.Equal(expected, report.GetProperty("accuracy").GetDouble(), 12);
        JsonElement[] classes = [.. report.GetProperty("classes").EnumerateArray()];
        Assert.Equal(10, classes.Length);
        Assert.All(classes, static count => Assert.Equal(10, count.GetProperty("samples").GetInt32()));
        Assert.Equal(report.GetProperty("correct").GetInt32(), classes.Sum(static count => count.GetProperty("correct").GetInt32()));
    }

    [Fact]
    public async Task The_training_samples_can_be_asked_for_and_a_checkpoint_named_itself()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1", "--full-train-accuracy"))).Expect(0);
        double expected = MetricsTable.Read(Path.Combine(_run, "metrics.csv")).Column("train_accuracy")[^1];
        JsonElement report = Json(await SomaRun.Of("evaluate", Path.Combine(_run, "checkpoint.safetensors"), "--data", _data, "--on", "train", "--json"));
        Assert.Equal(TinyDigits.TrainSamples, report.GetProperty("samples").GetInt32());
        Assert.Equal(expected, report.GetProperty("accuracy").GetDouble(), 12);
    }

    [Fact]
    public async Task The_text_has_a_line_per_class_and_changes_nothing()
    {
        (await SomaRun.Of(TinyDigits.Train(_data, _run, "--epochs", "1"))).Expect(0);
        Dictionary<string, byte[]> before = Directory.GetFiles(_run).ToDictionary(static file => file, File.ReadAllBytes);
        Outcome outcome = (await SomaRun.Of("evaluate", _run, "--data", _data)).Expect(0);
        Assert.Matches(@"accuracy   \d+\.\d\d %: \d+ of 100", outcome.Out);
        Assert.Matches(@"angle      \d+\.\d\d°", outcome.Out);
        for (int label = 0; label < 10; label++)
            Assert.Contains(outcome.Lines, line => line.StartsWith(label.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) && line.EndsWith('%'));
        Assert.Equal(before.Keys.Order(), Directory.GetFiles(_run).Order());
        Assert.All(before, static pair => Assert.Equal(pair.Value, File.ReadAllBytes(pair.Key)));
    }

    [Fact]
    public async Task What_holds_no_checkpoint_is_told()
    {
        Assert.Contains(_data, (await SomaRun.Of("evaluate", _data)).Expect(1).Error, StringComparison.Ordinal);
        string noise = _folder.Write("noise.safetensors", [1, 2, 3]);
        Assert.Contains(noise, (await SomaRun.Of("evaluate", noise)).Expect(1).Error, StringComparison.Ordinal);
    }

    private static JsonElement Json(Outcome outcome) => JsonDocument.Parse(Assert.Single(outcome.Expect(0).Lines)).RootElement;
}
