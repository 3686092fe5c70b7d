using System.Globalization;
using System.Text;
using Soma.Checkpoints;
using Soma.Training.Comparisons;

namespace Soma.Reports;

/// <summary>A comparison as texts. Equal results give equal bytes.</summary>
/// <param name="Markdown">The tables, and what their numbers mean.</param>
/// <param name="RunsCsv">A line for each run: what it reached and what a minibatch costs.</param>
/// <param name="AnglesCsv">A line for each run, moment and layer: angles to backpropagation's gradient, in degrees.</param>
public sealed record RuleComparisonReport(string Markdown, string RunsCsv, string AnglesCsv)
{
    private const string RunsHeader = "experiment,rule,architecture,seed,epochs,outcome,test_accuracy,ms_per_minibatch,backpropagation_ms_per_minibatch,cost_ratio";
    private const string AnglesHeader = "experiment,seed,weights,layer,update_degrees,step_degrees";

    /// <summary>Makes the report.</summary>
    /// <param name="result">The comparison.</param>
    public static RuleComparisonReport Of(ComparisonResult result) => new(Text(result), Runs(result), Angles(result));

    /// <summary>Writes <c>comparison.md</c>, <c>comparison.csv</c> and <c>angles.csv</c>, in the place of those of an earlier attempt. Each appears whole or not at all.</summary>
    /// <param name="folder">The folder of the comparison; made if missing.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ReportException">The folder cannot be written.</exception>
    public IReadOnlyList<string> Write(string folder)
    {
        (string Path, string Text)[] files =
        [
            (Path.Combine(folder, "comparison.md"), Markdown),
            (Path.Combine(folder, "comparison.csv"), RunsCsv),
            (Path.Combine(folder, "angles.csv"), AnglesCsv),
        ];
        try
        {
            Directory.CreateDirectory(folder);
            foreach ((string path, string text) in files)
                AtomicFile.WriteText(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The comparison cannot be written to '{folder}': {failure.Message} Make room or grant access, and run it again: finished runs are kept.");
        }

        return [.. files.Select(static file => file.Path)];
    }

    private static string Text(ComparisonResult result)
    {
        StringBuilder text = new("# Rules compared\n\n");
        text.Append(RuleComparisonTables.Shared(result)).Append("\n\n");
        text.Append(MarkdownTable.Write(RuleComparisonTables.ResultHeads, RuleComparisonTables.Results(result)));
        text.Append("\nTest accuracy after the last epoch; mean ± sample standard deviation over the seeds that did not diverge. *Lost* are runs that diverged or ended no better than guessing. ");
        text.Append("Milliseconds are the median over training minibatches, reading the samples not counted. *× backprop* is their ratio to backpropagation of the same layers with cross-entropy and Adam, ");
        text.Append(CultureInfo.InvariantCulture, $"measured in turn on the same minibatches: the median over at least {result.Plan.Rounds} rounds of up to {result.Plan.MinibatchesPerRound}.\n\n");
        text.Append("Angle in degrees between what each layer learns from a minibatch and backpropagation's gradient at the same weights:\n\n");
        text.Append(MarkdownTable.Write(RuleComparisonTables.AngleHeads(result), RuleComparisonTables.Angles(result)));
        text.Append(CultureInfo.InvariantCulture, $"\n0 is the same direction, 90 has nothing to do with it; means over the seeds and {result.Plan.AngleMinibatches} minibatches. ");
        text.Append("*Rule* is the direction that the rule gives, *with optimizer* the step that is taken. The gradient is that of a multilayer perceptron with the same weights and rectified hidden layers: of the rule's own loss where it names one, else of the mean squared error.\n");
        foreach (string note in result.Plan.Notes)
            text.Append(CultureInfo.InvariantCulture, $"\nNote: {note}\n");
        return text.ToString();
    }

    private static string Runs(ComparisonResult result)
    {
        StringBuilder csv = new StringBuilder(RunsHeader).Append('\n');
        foreach (ComparedExperiment compared in result.Experiments)
        {
            foreach (ComparedRun run in compared.Runs)
            {
                string outcome = run.Divergence is not null ? "diverged" : run.IsAtChance ? "chance" : "done";
                csv.Append(CultureInfo.InvariantCulture, $"{CsvCell.Quoted(run.Experiment.Name)},{run.Experiment.Rule.Name},{run.Experiment.Network},{run.Experiment.Seed},{run.Experiment.Epochs},{outcome}");
                csv.Append(CultureInfo.InvariantCulture, $",{Number(run.TestAccuracy ?? double.NaN)},{Number(compared.Cost.Milliseconds)},{Number(compared.Cost.Backpropagation)},{Number(compared.Cost.Ratio)}\n");
            }
        }

        return csv.ToString();
    }

    private static string Angles(ComparisonResult result)
    {
        StringBuilder csv = new StringBuilder(AnglesHeader).Append('\n');
        foreach (ComparedRun run in result.Experiments.SelectMany(static experiment => experiment.Runs))
        {
            Append(csv, run, "initial", run.InitialAngles);
            Append(csv, run, "trained", run.TrainedAngles);
        }

        return csv.ToString();
    }

    private static void Append(StringBuilder csv, ComparedRun run, string weights, LayerAngles? angles)
    {
        for (int index = 0; index < (angles?.Update.Count ?? 0); index++)
            csv.Append(CultureInfo.InvariantCulture, $"{CsvCell.Quoted(run.Experiment.Name)},{run.Experiment.Seed},{weights},{index + 1},{Number(angles!.Update[index])},{Number(angles.Step[index])}\n");
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture);
}
