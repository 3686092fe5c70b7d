using System.Globalization;
using Soma.Cli.Reporting;
using Soma.Data;
using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>A run told in lines of text.</summary>
internal static class RunText
{
    /// <summary>What is going to be done, on what and where.</summary>
    /// <param name="start">The run.</param>
    /// <param name="place">Where it lies.</param>
    public static IEnumerable<string> Header(RunStart start, RunPlace place)
    {
        Experiment experiment = start.Experiment;
        DatasetPair data = place.Data.Pair;
        string validation = data.Validation is { } apart ? Invariant($", {apart.Count} to validate") : "";
        yield return $"experiment  {experiment.Name}{(experiment.Title.Length > 0 ? $": {experiment.Title}" : "")}";
        yield return Invariant($"network     {experiment.Network}, rule {experiment.Rule.Name}, batch {experiment.BatchSize}, {Wording.Count(experiment.Epochs, "epoch")}, seed {experiment.Seed}");
        yield return Invariant($"data        {experiment.Data} {place.Data.Place}: {data.Train.Count} to train{validation}, {data.Test.Count} to test");
        yield return Invariant($"machine     {start.Environment.Cpu}, path {start.Environment.Path}, threads {start.Environment.Threads}");
        yield return $"run folder  {place.Folder}";
        if (start.IsResumed)
            yield return Invariant($"goes on     after epoch {start.EpochsDone}, minibatch {start.MinibatchesDone} of {start.Minibatches}");
    }

    /// <summary>What the guard did, and why.</summary>
    /// <param name="backOff">Its report.</param>
    public static string Line(BackOff backOff) => Invariant(
        $"backed off  epoch {backOff.Epoch}, {backOff.Cause.Place}; the last {backOff.TakenBack} minibatches are taken back, learning rates at {Wording.Short(backOff.Share)} of the schedule's");

    /// <summary>What an epoch brought.</summary>
    /// <param name="epoch">The epoch.</param>
    public static string Line(EpochReport epoch)
    {
        string line = Invariant($"epoch {epoch.Epoch}/{epoch.Epochs}  train {Wording.Percent(epoch.TrainAccuracy)}  test {Wording.Percent(epoch.TestAccuracy)}");
        if (epoch.ValidationAccuracy is { } validation)
            line += $"  validation {Wording.Percent(validation)}";
        if (epoch.BackOffs > 0)
            line += Invariant($"  backed off {epoch.BackOffs}×");
        if (epoch.AlignmentAngles.Count > 0)
            line += $"  angle {Wording.Angles(epoch.AlignmentAngles)}";
        if (epoch.Silent.Count > 0)
            line += $"  silent {Wording.Percents(epoch.Silent)}  saturated {Wording.Percents(epoch.Saturated)}";
        if (epoch.Information.Count > 0)
            line += $"  information {string.Join(", ", epoch.Information.Select(static nats => Wording.Fixed(nats, 2)))} nats";
        return line + Invariant($"  {epoch.MillisecondsPerMinibatch:F2} ms/minibatch  {epoch.Seconds:F1} s");
    }

    /// <summary>Where a run that is done lies, and what came of it.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="place">Where it lies.</param>
    public static string Done(RunResult result, RunPlace place) => result.LastEpoch is { } last
        ? Invariant($"done        {Wording.Count(result.EpochsDone, "epoch")}, test accuracy {Wording.Percent(last.TestAccuracy)}; the run lies in {place.Folder}")
        : Invariant($"done        nothing was left to do: the run in {place.Folder} has its {Wording.Count(result.EpochsDone, "epoch")}; ask for more with --epochs");

    /// <summary>That a run that is done has nothing to show for it, and what to try.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="place">Where it lies.</param>
    public static string AtChance(RunResult result, RunPlace place) =>
        $"""
        warning: the test accuracy of {Wording.Percent(result.LastEpoch!.TestAccuracy)} is no better than guessing among {Wording.Whole(place.Data.Pair.Test.Classes)} classes, although no number diverged.
        {Divergence.Advice}
        If it was better in an earlier epoch, --set guard.on=true takes such updates back; a rule that relaxes may have been cut short: see docs/stability.md.
        """.ReplaceLineEndings("\n");

    /// <summary>Where a run was interrupted, and how to go on.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="place">Where it lies.</param>
    public static string Interrupted(RunResult result, RunPlace place) =>
        Invariant($"interrupted and saved after epoch {result.EpochsDone}, minibatch {result.MinibatchesDone}. Go on with: {place.ResumeCommand}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
