using System.Globalization;
using Soma.Training;

namespace Soma.Testing;

/// <summary>Writes run folders as a training run would have left them, for tests that have no time to train.</summary>
public static class MadeUpRun
{
    /// <summary>A run that has done epochs, all with the same accuracy.</summary>
    /// <param name="run">The folder; made.</param>
    /// <param name="experiment">What was run.</param>
    /// <param name="accuracy">On the test set, 0 to 1.</param>
    /// <param name="epochs">Epochs that are done; all if null.</param>
    /// <returns>The folder.</returns>
    public static string Write(string run, Experiment experiment, double accuracy, int? epochs = null)
    {
        int done = epochs ?? experiment.Epochs;
        Begin(run, experiment);
        string rows = string.Concat(Enumerable.Range(1, done).Select(epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch},{accuracy:R},2\n")));
        File.WriteAllText(Path.Combine(run, "metrics.csv"), "epoch,test_accuracy,seconds\n" + rows);
        Note(run, string.Create(CultureInfo.InvariantCulture, $$"""{"event":"epoch","epoch":{{done}}}"""));
        return run;
    }

    /// <summary>A run whose numbers diverged in its first epoch.</summary>
    /// <param name="run">The folder; made.</param>
    /// <param name="experiment">What was run.</param>
    public static string WriteDiverged(string run, Experiment experiment)
    {
        Begin(run, experiment);
        Note(run, """{"event":"diverged","epoch":1}""");
        return run;
    }

    private static void Begin(string run, Experiment experiment)
    {
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, "experiment.json"), experiment.ToJson());
        Note(run, """{"event":"started","epochsDone":0}""");
    }

    private static void Note(string run, string line) => File.AppendAllText(Path.Combine(run, "events.jsonl"), line + "\n");
}
