using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Cli.Running;

/// <summary>A comparison told in plain lines, one per epoch of each run.</summary>
/// <param name="output">Where to.</param>
/// <param name="plan">What is compared.</param>
internal sealed class ComparisonProgress(TextWriter output, ComparisonPlan plan) : IComparisonObserver
{
    private readonly int _widest = plan.Experiments.Max(static experiment => experiment.Name.Length);
    private string _run = "";

    public void OnStarted(RunStart start)
    {
        _run = Name(start.Experiment);
        if (start.IsResumed)
            Tell($"goes on after epoch {start.EpochsDone}, minibatch {start.MinibatchesDone} of {start.Minibatches}");
    }

    public void OnMinibatch(in MinibatchReport minibatch)
    {
    }

    public void OnBackedOff(BackOff backOff) => Tell($"backed off in epoch {backOff.Epoch}, {backOff.Cause.Place}");

    public void OnEpoch(EpochReport epoch) =>
        Tell($"epoch {epoch.Epoch}/{epoch.Epochs}  train {Wording.Percent(epoch.TrainAccuracy)}  test {Wording.Percent(epoch.TestAccuracy)}  {epoch.Seconds:F1} s");

    public void OnEnded(RunResult result)
    {
        if (result.Divergence is { } divergence)
            Tell($"diverged in epoch {divergence.Epoch}, {divergence.Place}");
        else if (result.IsAtChance)
            Tell($"is no better than guessing");
    }

    public void OnSkipped(ComparedRun run)
    {
        _run = Name(run.Experiment);
        if (run.TestAccuracy is { } accuracy)
            Tell($"was finished before: test {Wording.Percent(accuracy)}");
        else
            Tell($"had diverged before, in epoch {run.Divergence!.Epoch}, {run.Divergence.Place}");
    }

    public void OnMeasuring(Experiment experiment)
    {
        _run = experiment.Name.PadRight(_widest);
        Tell($"measuring angles and costs");
    }

    private string Name(Experiment run) => string.Create(CultureInfo.InvariantCulture, $"{run.Name.PadRight(_widest)}  seed {run.Seed}");

    private void Tell(FormattableString text)
    {
        output.WriteLine($"{_run}  {text.ToString(CultureInfo.InvariantCulture)}");
        output.Flush();
    }
}
