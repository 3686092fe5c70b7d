using System.Globalization;
using System.Text.Json;
using Soma.Cli.Reporting;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Cli.Running.Odes;

/// <summary>The training of a field, told in plain lines or in JSON Lines: "started", one "row" each, and at last "done", "interrupted" or "diverged".</summary>
/// <param name="output">Where to.</param>
/// <param name="path">The run folder, as it was written.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class OdeProgress(TextWriter output, string path, bool json) : IOdeObserver
{
    private double? _variance;

    /// <summary>What is going to be done.</summary>
    public void Start(OdeExperiment experiment, OdeTrainer trainer, OdeState state, int threads)
    {
        _variance = trainer.TestVariance;
        if (json)
        {
            using JsonDocument written = JsonDocument.Parse(experiment.ToJson());
            Write(new { Event = "started", Experiment = written.RootElement, trainer.Parameters, trainer.TestVariance, state.Iteration, Threads = threads, Folder = path });
            return;
        }

        Line($"learns      {experiment.Subject}{(experiment.Title.Length > 0 ? $": {experiment.Title}" : "")}");
        Line($"field       {string.Join('-', experiment.Hidden)} {experiment.Activation.ToString().ToLowerInvariant()}, {trainer.Parameters} parameters, seed {experiment.Seed}");
        Line($"solver      {experiment.Solver.Method}, gradient by {experiment.Gradient}");
        Line($"iterations  {experiment.Iterations} of {Wording.Count(experiment.BatchSize, "sample")}, threads {threads}");
        Line($"run folder  {path}");
        if (state.Iteration > 0)
            Line($"goes on     after iteration {state.Iteration}");
    }

    public void OnRow(OdeMetrics row)
    {
        if (json)
            Write(new { Event = "row", row.Iteration, row.TrainLoss, row.TestLoss, row.ForwardEvaluations, row.BackwardEvaluations, row.MemoryValues, row.Milliseconds });
        else
            Line($"iteration {row.Iteration}  train {Wording.Short(row.TrainLoss)}  test {Wording.Short(row.TestLoss)}  evaluations {row.ForwardEvaluations:F1} + {row.BackwardEvaluations:F1}  memory {row.MemoryValues}  {row.Milliseconds:F2} ms");
    }

    /// <summary>How it ended.</summary>
    public void End(OdeRunResult result, IReadOnlyList<string> figures)
    {
        if (json)
            Write(new { Event = JsonNamingPolicy.CamelCase.ConvertName(result.End.ToString()), result.Iteration, TestLoss = result.Last?.TestLoss, Figures = figures });
        else if (result.End == RunEnd.Done)
        {
            foreach (string figure in figures)
                Line($"wrote       {figure}");
            Line($"done        {Wording.Count(result.Iteration, "iteration")}{(result.Last is { } last ? $", test loss {Wording.Short(last.TestLoss)}{Share(last.TestLoss)}" : "")}; the run lies in {path}");
        }
    }

    private string Share(double loss) => _variance is { } variance ? $", {Wording.Short(100 * loss / variance)} % of the variance" : "";

    private void Line(FormattableString text)
    {
        output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        output.Flush();
    }

    private void Write<TEvent>(TEvent value)
    {
        JsonLines.Write(output, value);
        output.Flush();
    }
}
