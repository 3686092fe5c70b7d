using Soma.Training;

namespace Soma.Reports;

/// <summary>
/// One run, epoch by epoch, as the texts of its folder tell it. The experiment is read without asking whether this program could run
/// it, so that runs of other versions, and of rules that it does not know, can be reported too.
/// </summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Source">Where the setting was published; empty if it was not.</param>
/// <param name="Seed">Where the run's randomness started.</param>
/// <param name="PlannedEpochs">Epochs that the experiment asks for; a run that goes on or was interrupted has fewer.</param>
/// <param name="TrainAccuracy">Where the training accuracy comes from, in the word of the experiment file: "seen" or "full".</param>
/// <param name="Options">
/// Every other option by its path, for example "rule.nudge", with its value as text. Runs with equal names and options are the same
/// experiment and differ in their seeds only.
/// </param>
/// <param name="Epochs">What each epoch brought, from the first; at least one.</param>
public sealed record RunSeries(
    string Folder,
    string Name,
    string Source,
    ulong Seed,
    int PlannedEpochs,
    string TrainAccuracy,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<EpochReport> Epochs)
{
    /// <summary>Name under which its learning curve was published; by default that of the experiment.</summary>
    public string Curve { get; init; } = Name;

    /// <summary>Name under which its alignment angles were published; by default that of the experiment.</summary>
    public string PublishedAngles { get; init; } = Name;

    /// <summary>The alignment angles in the course of training, in order of time; empty if the rule has no feedback synapses or they were not kept.</summary>
    public IReadOnlyList<AnglePoint> Angles { get; init; } = [];

    /// <summary>What it was computed on, in a few words, for example "AMD EPYC, avx512, 2 threads"; empty if the folder does not say.</summary>
    public string Machine { get; init; } = "";

    /// <summary>Reads run folders; changes nothing in them.</summary>
    /// <param name="folders">Folders that hold <c>experiment.json</c> and <c>metrics.csv</c>.</param>
    /// <exception cref="ReportException">Any of them is missing, is broken, or has not ended its first epoch.</exception>
    public static IReadOnlyList<RunSeries> Read(params IReadOnlyList<string> folders)
    {
        List<string> problems = [];
        List<RunSeries> runs = [];
        foreach (string folder in folders)
        {
            if (RunSeriesReader.Read(folder, problems) is { } run)
                runs.Add(run);
        }

        return problems.Count == 0 ? runs : throw new ReportException(problems);
    }
}
