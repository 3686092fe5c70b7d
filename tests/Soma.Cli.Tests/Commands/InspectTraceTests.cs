using System.Globalization;
using System.Text.Json;
using Soma.Testing;

namespace Soma.Cli.Tests.Commands;

/// <summary><c>soma inspect --trace</c>: single neurons, sweep by sweep.</summary>
public sealed class InspectTraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_shows_the_compartments_of_a_few_neurons_in_a_table()
    {
        string[] trace = await Traced("--layer", "2", "--units", "3,9", "--sample", "7");
        Outcome table = (await SomaRun.Of(trace)).Expect(0);
        Assert.Contains("sample      7 of mnist, class 7", table.Out, StringComparison.Ordinal);
        Assert.Contains("layer       2 of 784-30-10", table.Out, StringComparison.Ordinal);
        Assert.Equal(2 * 30, table.Lines.Count(static line => line.StartsWith("free ", StringComparison.Ordinal)));
        Assert.Equal(2 * 10, table.Lines.Count(static line => line.StartsWith("nudged ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_writes_a_file_with_all_digits_and_does_not_overwrite_one()
    {
        string file = _folder.File("neurons.csv");
        string[] trace = await Traced("--units", "5", "--csv", file);
        (await SomaRun.Of(trace)).Expect(0);
        string[][] rows = [.. File.ReadAllLines(file).Select(static line => line.Split(','))];
        Assert.Equal("phase,nudge,sweep,unit,basal,apical,somatic,rate,basal_error,apical_error", string.Join(',', rows[0]));
        Assert.Equal(1 + 30 + 10, rows.Length);
        Assert.Equal(["free", "0", "29", "5"], rows[30][..4]);
        double[] values = [.. rows[30][4..].Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.Equal(values[2] - values[0], values[4]);
        Assert.Equal(values[2] - values[1], values[5]);

        string before = File.ReadAllText(file);
        Assert.Contains("is there already", (await SomaRun.Of(trace)).Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Equal(["neurons.csv"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task It_tells_other_programs_in_one_object()
    {
        JsonElement json = JsonDocument.Parse(Assert.Single((await SomaRun.Of(await Traced("--json"))).Expect(0).Lines)).RootElement;
        Assert.Equal(3 * 40, json.GetProperty("states").GetArrayLength());
        JsonElement first = json.GetProperty("states")[0];
        Assert.Equal("free", first.GetProperty("phase").GetProperty("kind").GetString());
        Assert.Equal(first.GetProperty("somatic").GetDouble() - first.GetProperty("basal").GetDouble(), first.GetProperty("basalError").GetDouble());
    }

    [Theory]
    [InlineData("no unit 30, 99; units go from 0 to 29", "--units", "30,2,99")]
    [InlineData("no layer 3", "--layer", "3")]
    [InlineData("no sample 100; its samples go from 0 to 99", "--sample", "100")]
    [InlineData("such as 0,17,42, but was given '1,x'", "--units", "1,x")]
    public async Task What_is_not_there_is_a_mistake_of_usage(string message, params string[] words) =>
        Assert.Contains(message, (await SomaRun.Of(await Traced(words))).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Options_about_neurons_without_the_trace_are_refused()
    {
        string[] words = await Traced("--layer", "1");
        Assert.Contains("--layer, --data say which neurons", (await SomaRun.Of([.. words.Where(static word => word != "--trace")])).Expect(2).Error, StringComparison.Ordinal);
    }

    private async Task<string[]> Traced(params string[] more)
    {
        string data = TinyDigits.In(_folder), run = _folder.File("run");
        (await SomaRun.Of(TinyDigits.Train(data, run, "--epochs", "1"))).Expect(0);
        return ["inspect", run, "--trace", "--data", data, .. more];
    }
}
