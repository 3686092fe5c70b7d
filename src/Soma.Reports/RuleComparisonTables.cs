using System.Globalization;
using Soma.Training.Comparisons;

namespace Soma.Reports;

/// <summary>The tables of a comparison as texts, for a terminal and for Markdown alike.</summary>
public static class RuleComparisonTables
{
    private const string Nothing = "–", Initial = "initial", Trained = "trained", OfRule = "rule", OfOptimizer = "with optimizer";

    /// <summary>Heads of <see cref="Results"/>; from the second on they are over numbers.</summary>
    public static IReadOnlyList<string> ResultHeads { get; } = ["experiment", "test accuracy (%)", "of each seed (%)", "lost", "ms/minibatch", "× backprop"];

    /// <summary>What each experiment reached, how many of its runs were lost (diverged, or no better than guessing), and what a minibatch costs.</summary>
    /// <param name="result">The comparison.</param>
    public static IReadOnlyList<string[]> Results(ComparisonResult result) => [.. result.Experiments.Select(Row)];

    /// <summary>Heads of <see cref="Angles"/>; from the fourth on they are over numbers.</summary>
    /// <param name="result">The comparison.</param>
    public static IReadOnlyList<string> AngleHeads(ComparisonResult result) =>
    [
        "experiment", "weights", "direction", .. Enumerable.Range(1, Layers(result)).Select(static layer => string.Create(CultureInfo.InvariantCulture, $"layer {layer}")),
    ];

    /// <summary>Angles to backpropagation's gradient, means over the seeds: of the rule itself, and where it has one of its optimizer's step.</summary>
    /// <param name="result">The comparison.</param>
    public static IReadOnlyList<string[]> Angles(ComparisonResult result)
    {
        int layers = Layers(result);
        return [.. result.Experiments.SelectMany(experiment => Rows(experiment, layers))];
    }

    /// <summary>What the runs shared, in a sentence.</summary>
    /// <param name="result">The comparison.</param>
    public static string Shared(ComparisonResult result)
    {
        ComparisonPlan plan = result.Plan;
        (string data, int batch, int epochs) = (plan.Experiments[0].Data, plan.Experiments[0].BatchSize, plan.Experiments[0].Epochs);
        string seeds = string.Join(", ", plan.Seeds.Select(static seed => seed.ToString(CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{data}, {Count(epochs, "epoch")} of minibatches of {batch}, {(plan.Seeds.Count == 1 ? "seed" : "seeds")} {seeds}; costs measured on {result.Environment.Cpu}, path {result.Environment.Path}, {Count(result.Environment.Threads, "thread")}.");
    }

    private static string[] Row(ComparedExperiment experiment)
    {
        double[] reached = [.. experiment.Runs.Select(static run => run.TestAccuracy).OfType<double>().Select(static share => 100 * share)];
        int lost = experiment.Runs.Count(static run => run.IsAtChance || run.Divergence is not null);
        return
        [
            experiment.Experiment.Name,
            reached.Length == 0 ? Nothing : Spread(SampleSummary.Of(reached)),
            string.Join(", ", experiment.Runs.Select(Reached)),
            string.Create(CultureInfo.InvariantCulture, $"{lost} of {experiment.Runs.Count}"),
            Number(experiment.Cost.Milliseconds, "F3"),
            Number(experiment.Cost.Ratio, "F2"),
        ];
    }

    private static IEnumerable<string[]> Rows(ComparedExperiment experiment, int layers)
    {
        LayerAngles[] initial = [.. experiment.Runs.Select(static run => run.InitialAngles).OfType<LayerAngles>()], trained = [.. experiment.Runs.Select(static run => run.TrainedAngles).OfType<LayerAngles>()];
        yield return Cells(Initial, OfRule, initial, static angles => angles.Update);
        yield return Cells(Trained, OfRule, trained, static angles => angles.Update);
        if (initial.Concat(trained).All(static angles => angles.Step.SequenceEqual(angles.Update)))
            yield break;
        yield return Cells(Initial, OfOptimizer, initial, static angles => angles.Step);
        yield return Cells(Trained, OfOptimizer, trained, static angles => angles.Step);

        string[] Cells(string weights, string direction, LayerAngles[] all, Func<LayerAngles, IReadOnlyList<double>> which) =>
        [
            experiment.Experiment.Name, weights, direction, .. Enumerable.Range(0, layers).Select(layer => Degrees([.. all.Select(which).Where(angles => layer < angles.Count).Select(angles => angles[layer])])),
        ];
    }

    private static int Layers(ComparisonResult result) => result.Experiments.Max(static experiment => experiment.Experiment.Network.OutputLayer);

    private static string Degrees(double[] seeds) => seeds.Length == 0 ? Nothing : Number(seeds.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(), "F1");

    private static string Reached(ComparedRun run) => run.TestAccuracy is { } share
        ? Number(100 * share, "F2") + (run.IsAtChance ? " (chance)" : "")
        : "diverged";

    private static string Spread(SampleSummary percents) => percents.Count == 1
        ? Number(percents.Mean, "F2")
        : $"{Number(percents.Mean, "F2")} ± {Number(percents.StandardDeviation, "F2")}";

    private static string Number(double value, string format) => double.IsNaN(value) ? Nothing : value.ToString(format, CultureInfo.InvariantCulture);

    private static string Count(int value, string thing) => string.Create(CultureInfo.InvariantCulture, $"{value} {thing}{(value == 1 ? "" : "s")}");
}
