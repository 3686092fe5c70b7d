using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>What a minibatch costs each rule.</summary>
internal sealed class CostFigure : IFigure
{
    private const int MostBars = 30;

    public string Id => "cost";

    public string Title => "Cost of learning";

    public int Place => 140;

    public FigureOutcome Draw(ReportContent content)
    {
        Cost[] costs =
        [
            .. content.Groups.SelectMany(static group => group.Runs)
                .GroupBy(static run => (Rule: Option(run, "rule.name"), Data: Option(run, "data"), Network: NetworkOf(run), Batch: Option(run, "batchSize"), run.Machine))
                .Select(static alike => new Cost(alike.Key.Rule, alike.Key.Data, alike.Key.Network, alike.Key.Batch, alike.Key.Machine, alike.Count(), Median([.. alike.SelectMany(static run => run.Epochs).Select(static epoch => epoch.MillisecondsPerMinibatch)])))
                .Where(static cost => double.IsFinite(cost.Milliseconds))
                .OrderBy(static cost => cost.Data, StringComparer.Ordinal).ThenBy(static cost => cost.Network, StringComparer.Ordinal).ThenBy(static cost => cost.Milliseconds),
        ];
        if (costs.Length == 0)
            return FigureOutcome.LeftOut("No metrics.csv has times per minibatch (ms_per_minibatch).");
        string[] machines = [.. costs.Select(static cost => cost.Machine).Where(static machine => machine.Length > 0).Distinct()], rules = [.. costs.Select(static cost => cost.Rule).Distinct()];
        string caption = "Milliseconds per minibatch: the median over the epochs of all runs of the same rule, data, network and minibatch"
            + machines.Length switch { 0 => ".", 1 => $", on {machines[0]}.", _ => " on the same machine; compare only what ran on the same." };
        BarRow[] bars = [.. costs.Take(MostBars).Select(cost => new BarRow(Label(cost, costs), cost.Milliseconds, $"{Numbers.Short(cost.Milliseconds)} ms", Words(cost), Array.IndexOf(rules, cost.Rule)))];
        FigureTable table = new(
            ["rule", "data", "network", "minibatch", "ms per minibatch", "runs", "machine"],
            [.. costs.Select(static cost => new[] { cost.Rule, cost.Data, cost.Network, cost.Batch, Numbers.Fixed(cost.Milliseconds, 3), Numbers.Whole(cost.Runs), cost.Machine })]);
        return FigureOutcome.Of(new Drawing(caption, BarRows.Draw("Milliseconds per minibatch", "ms per minibatch", bars), table));
    }

    // What all have in common need not be said with each.
    private static string Label(Cost cost, Cost[] all)
    {
        List<string> parts = [cost.Rule];
        if (all.Any(other => other.Data != cost.Data))
            parts.Add(cost.Data);
        if (all.Any(other => other.Network != cost.Network))
            parts.Add(cost.Network);
        if (all.Any(other => other.Batch != cost.Batch))
            parts.Add($"batch {cost.Batch}");
        if (all.Any(other => other.Machine != cost.Machine) && cost.Machine.Length > 0)
            parts.Add(cost.Machine);
        return string.Join(", ", parts);
    }

    private static string Words(Cost cost) => $"{cost.Rule}, {cost.Data}, {cost.Network}, minibatches of {cost.Batch}\n{Numbers.Fixed(cost.Milliseconds, 3)} ms per minibatch, {Numbers.Count(cost.Runs, "run")}\n{cost.Machine}".TrimEnd();

    private static string Option(RunSeries run, string key) => run.Options.GetValueOrDefault(key, "?");

    private static string NetworkOf(RunSeries run) => Option(run, "architecture").Trim('[', ']').Replace(',', '-').Replace(" ", "", StringComparison.Ordinal);

    private static double Median(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        return known.Length == 0 ? double.NaN : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
    }

    private sealed record Cost(string Rule, string Data, string Network, string Batch, string Machine, int Runs, double Milliseconds);
}
