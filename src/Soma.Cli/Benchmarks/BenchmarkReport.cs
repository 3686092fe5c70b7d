using System.Text.Json;
using Soma.Cli.Reporting;
using Soma.Training;

namespace Soma.Cli.Benchmarks;

/// <summary>Everything that was measured, as tables or as JSON.</summary>
/// <param name="Environment">On what.</param>
/// <param name="Plan">What.</param>
/// <param name="Products">The matrix products.</param>
/// <param name="Steps">The training steps.</param>
internal sealed record BenchmarkReport(RunEnvironment Environment, BenchmarkPlan Plan, ProductBenchmark Products, StepBenchmark Steps)
{
    /// <summary>Writes tables.</summary>
    /// <param name="terminal">Where.</param>
    public void WriteTo(Terminal terminal)
    {
        terminal.Out.WriteLine($"{Environment.Cpu}, path {Environment.Path}, {terminal.Processors} processors, {Environment.Runtime}");
        terminal.Out.WriteLine($"Fused multiply-add peak of one core, float: {Wording.Fixed(Products.Peak, 1)} GFLOP/s");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Matrix products on one thread. Share: of the peak measured just before, median.");
        terminal.Console.Write(Tables.Of(["product", "samples × in → out", "GFLOP/s", "best", "share"], Products.Products.Select(Row), rightFrom: 1));
        terminal.Out.WriteLine(
            $"Training minibatch of {Plan.Architecture}, batch {Plan.BatchSize}, {Plan.FreeSweeps} + {Plan.NudgedSweeps} sweeps: "
            + $"{Wording.Fixed(Steps.Work.Total / 1e9, 3)} GFLOP. Milliseconds: median (least).");
        terminal.Console.Write(Tables.Of(["threads", "free", "nudged", "update", "minibatch", "GFLOP/s", "share"], Steps.Times.Select(Row), rightFrom: 1));
        terminal.Out.WriteLine("Share of a minibatch: its median rate, of the peak of as many cores as threads.");
    }

    /// <summary>One JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Environment,
            Architecture = Plan.Architecture.Sizes.ToArray(),
            Plan.BatchSize,
            Plan.FreeSweeps,
            Plan.NudgedSweeps,
            PeakGigaflops = Products.Peak,
            Products = Products.Products.Select(static speed => new
            {
                speed.Product.Name,
                speed.Product.Primitive,
                speed.Product.Samples,
                speed.Product.Inputs,
                speed.Product.Outputs,
                Gigaflops = speed.Gigaflops.Median,
                BestGigaflops = speed.Gigaflops.Maximum,
                speed.ShareOfPeak,
            }),
            OperationsPerMinibatch = Steps.Work,
            Steps = Steps.Times.Select(time => new
            {
                time.Threads,
                MillisecondsFree = time.Free,
                MillisecondsNudged = time.Nudged,
                MillisecondsUpdate = time.Update,
                Milliseconds = time.Total,
                Gigaflops = Gigaflops(time),
                ShareOfPeak = ShareOfPeak(time),
            }),
        },
        JsonLines.Options);

    private static string[] Row(ProductSpeed speed) =>
    [
        speed.Product.Name,
        $"{speed.Product.Samples} × {speed.Product.Inputs} → {speed.Product.Outputs}",
        Wording.Fixed(speed.Gigaflops.Median, 1),
        Wording.Fixed(speed.Gigaflops.Maximum, 1),
        Wording.Percents([speed.ShareOfPeak]),
    ];

    private string[] Row(StepTime time) =>
    [
        Wording.Whole(time.Threads),
        Milliseconds(time.Free),
        Milliseconds(time.Nudged),
        Milliseconds(time.Update),
        Milliseconds(time.Total),
        Wording.Fixed(Gigaflops(time), 1),
        Wording.Percents([ShareOfPeak(time)]),
    ];

    private static string Milliseconds(Sample sample) => $"{Wording.Fixed(sample.Median, 2)} ({Wording.Fixed(sample.Minimum, 2)})";

    private double Gigaflops(StepTime time) => Steps.Work.Total / (1e6 * time.Total.Median);

    private double ShareOfPeak(StepTime time) => Gigaflops(time) / (Products.Peak * time.Threads);
}
