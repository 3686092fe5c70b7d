using System.Text.Json;
using Soma.Cli.Benchmarks;
using Soma.Networks;

namespace Soma.Cli.Tests.Commands;

public sealed class BenchTests
{
    [Fact]
    public async Task It_measures_the_peak_every_product_and_steps_with_one_and_several_threads()
    {
        JsonElement json = JsonDocument.Parse(Assert.Single((await SomaRun.Of(
            "bench", "--architecture", "20,8,4", "--batch", "10", "--free", "3", "--nudged", "2", "--threads", "2", "--seconds", "0", "--json")).Expect(0).Lines)).RootElement;
        Assert.True(json.GetProperty("peakGigaflops").GetDouble() > 0);
        Assert.All(json.GetProperty("products").EnumerateArray(), static product => Assert.True(product.GetProperty("gigaflops").GetDouble() > 0));
        Assert.Equal([1, 2], json.GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("threads").GetInt32()));
        Assert.All(json.GetProperty("steps").EnumerateArray(), static step => Assert.True(step.GetProperty("milliseconds").GetProperty("minimum").GetDouble() > 0));
    }

    // Catches an experiment that is timed with another's network, and a ratio that is not to the first.
    [Fact]
    public async Task Experiments_are_timed_in_turn_and_held_against_the_first()
    {
        string[] small = ["--threads", "1", "--seconds", "0", "--json"];
        JsonElement json = JsonDocument.Parse(Assert.Single((await SomaRun.Of(["bench", "optdigits", "optdigits", .. small])).Expect(0).Lines)).RootElement;
        JsonElement[] times = [.. json.GetProperty("experiments").EnumerateArray()];
        Assert.Equal(2, times.Length);
        Assert.Equal(1, times[0].GetProperty("ratio").GetDouble());
        Assert.All(times, static time => Assert.Equal([64, 100, 10], time.GetProperty("architecture").EnumerateArray().Select(static size => size.GetInt32())));
    }

    [Fact]
    public async Task Options_of_the_built_in_network_do_not_go_with_experiments() =>
        Assert.Contains("leave out --free", (await SomaRun.Of("bench", "optdigits", "--free", "3")).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task The_tables_name_the_machine_the_products_and_the_split()
    {
        Outcome outcome = (await SomaRun.Of("bench", "--architecture", "20,8,4", "--seconds", "0", "--threads", "1")).Expect(0);
        Assert.Contains("Fused multiply-add peak of one core", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("20 × 8 → 4", outcome.Out, StringComparison.Ordinal);
        Assert.All(["free", "nudged", "update", "minibatch", "GFLOP/s", "share"], head => Assert.Contains(head, outcome.Out, StringComparison.Ordinal));
    }

    // Counted by hand for 784-500-10, batch 20: a lateral product is 2·20·500² = 10 MFLOP; the small ones of a sweep are 2·20·10² and twice 2·20·500·10.
    [Fact]
    public void Operations_are_those_of_the_networks_sizes()
    {
        BenchmarkPlan plan = new(new Architecture(784, 500, 10), 20, 30, 10, 1, 0);
        StepWork work = StepWork.Of(plan, activeInputs: 20 * 150);
        double sweep = 10_000_000 + 4_000 + 400_000, input = 2 * 20 * 150 * 500;
        Assert.Equal((30 * sweep) + input, work.Free);
        Assert.Equal(10 * sweep, work.Nudged);
        Assert.Equal(input + (2 * 10_004_000) + (8 * 200_000), work.Update);
    }

    [Fact]
    public void The_lateral_product_is_also_measured_for_half_a_minibatch() =>
        Assert.Equal(
            [(10, 500, 500), (20, 500, 500), (20, 784, 500), (20, 500, 500), (20, 784, 500), (20, 10, 10), (20, 500, 10), (20, 10, 500), (20, 10, 10), (20, 500, 10)],
            Product.Of(new Architecture(784, 500, 10), 20).Select(static product => (product.Samples, product.Inputs, product.Outputs)));

    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0, 1.0, 3.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5, 1.0, 4.0)]
    public void A_median_is_in_the_middle(double[] values, double median, double least, double most) => Assert.Equal(new Sample(median, least, most), Sample.Of(values));
}
