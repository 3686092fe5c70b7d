using System.Globalization;
using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

public sealed class LayersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public LayersTests() => _data = TinyDigits.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_files_and_the_table_tell_of_the_same_minibatches()
    {
        string folder = _folder.File("layers");
        Outcome outcome = (await Layers("--minibatches", "12", "--out", folder)).Expect(0);
        string[] lines = File.ReadAllLines(Path.Combine(folder, "layers.csv"));
        Assert.Equal("minibatch,cross_entropy,objective_1,objective_2,third_factor_1,third_factor_2,milliseconds", lines[0]);
        Assert.Equal(13, lines.Length);
        Assert.All(lines[1..], static line => Assert.All(line.Split(','), static value => Assert.True(double.IsFinite(double.Parse(value, CultureInfo.InvariantCulture)))));
        Assert.Contains("layer 2", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("ms per minibatch (median)", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(["layers.csv", "objectives.svg", "third-factors.svg"], Directory.GetFiles(folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task As_JSON_it_is_a_line_per_minibatch()
    {
        Outcome outcome = (await Layers("--minibatches", "3", "--json")).Expect(0);
        int[] numbers = [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("minibatch").GetInt32())];
        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public async Task A_folder_that_is_there_is_left_alone()
    {
        Outcome outcome = await Layers("--minibatches", "3", "--out", _folder.Path);
        outcome.Expect(2);
        Assert.Contains("is there already", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_without_layers_of_its_own_is_told_so()
    {
        Outcome outcome = await SomaRun.Of("layers", "mnist", "--data", _data);
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains("corinfomax, which has no objectives layer by layer", outcome.Error, StringComparison.Ordinal);
    }

    private Task<Outcome> Layers(params string[] arguments) => SomaRun.Of(
        ["layers", "phsic-mnist-gaussian-grp-div", "--data", _data, "--threads", "1", "--set", "architecture=[784,20,12,10]", "batchSize=10", "rule.groups=4", .. arguments]);
}
