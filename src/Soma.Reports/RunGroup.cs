using Soma.Training;

namespace Soma.Reports;

/// <summary>Runs of one experiment that differ in their seeds only.</summary>
public sealed class RunGroup
{
    private RunGroup(string label, IReadOnlyList<RunSeries> runs)
    {
        Label = label;
        Runs = runs;
        int epochs = runs.Min(static run => run.Epochs.Count);
        Curve = [.. Enumerable.Range(0, epochs).Select(index => Summarize(runs, index))];
    }

    /// <summary>
    /// The experiment's name, with the options in which it departs from the library's experiment of that name or, if there is none,
    /// from the other groups of that name.
    /// </summary>
    public string Label { get; }

    /// <summary>Name of the experiment.</summary>
    public string Name => Runs[0].Name;

    /// <summary>Name by which its published learning curve is found: the experiment's own, unless the experiment says otherwise.</summary>
    public string PublishedCurve => Runs[0].Curve;

    /// <summary>The runs in order of their seeds; at least one.</summary>
    public IReadOnlyList<RunSeries> Runs { get; }

    /// <summary>Mean and spread after each epoch that all runs have ended: a mean over fewer runs than before would make the curve jump.</summary>
    public IReadOnlyList<EpochSummary> Curve { get; }

    /// <summary>The last epoch of <see cref="Curve"/>.</summary>
    public EpochSummary Last => Curve[^1];

    /// <summary>Whether all epochs that the experiment asks for are there.</summary>
    public bool IsComplete => Curve.Count >= Runs[0].PlannedEpochs;

    /// <summary>
    /// Mean over the runs of the degrees between forward and feedback synapses, for layers 2 … P, after the last epoch; empty if the
    /// rule has no feedback synapses.
    /// </summary>
    public IReadOnlyList<double> AlignmentAngles =>
        [.. Enumerable.Range(0, Runs.Min(run => LastOf(run).AlignmentAngles.Count)).Select(index => Runs.Average(run => LastOf(run).AlignmentAngles[index]))];

    /// <summary>Milliseconds per minibatch: the median over all epochs of all runs, which an interruption does not move. NaN if no time was kept.</summary>
    public double MillisecondsPerMinibatch => Median([.. Runs.SelectMany(static run => run.Epochs).Select(static epoch => epoch.MillisecondsPerMinibatch)]);

    /// <summary>A run's report of the last epoch of <see cref="Curve"/>.</summary>
    /// <param name="run">One of <see cref="Runs"/>.</param>
    public EpochReport LastOf(RunSeries run) => run.Epochs[Curve.Count - 1];

    /// <summary>Sorts runs into groups, in the order in which each experiment first appears.</summary>
    /// <param name="runs">At least one.</param>
    /// <exception cref="ReportException">Runs of one experiment share a seed, so that they are one run counted twice; or there are none.</exception>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<RunSeries> runs)
    {
        if (runs.Count == 0)
            throw new ReportException("A report needs at least one run folder.");
        List<RunSeries[]> groups = [.. runs.GroupBy(Identity).Select(static group => group.OrderBy(static run => run.Seed).ToArray())];
        string[] twice = [.. groups.SelectMany(static group => group.Zip(group.Skip(1)).Where(static pair => pair.First.Seed == pair.Second.Seed).Select(Repeated))];
        if (twice.Length > 0)
            throw new ReportException(twice);
        IReadOnlyList<string> labels = GroupLabels.Of([.. groups.Select(static group => group[0])]);
        return [.. groups.Select((group, index) => new RunGroup(labels[index], group))];
    }

    private static string Identity(RunSeries run) =>
        string.Join('\n', run.Options.OrderBy(static option => option.Key, StringComparer.Ordinal).Select(static option => $"{option.Key}={option.Value}").Prepend(run.Name));

    private static string Repeated((RunSeries First, RunSeries Second) pair) =>
        $"'{pair.First.Folder}' and '{pair.Second.Folder}' are both experiment '{pair.First.Name}' with seed {pair.First.Seed}; give only one of them.";

    private static EpochSummary Summarize(IReadOnlyList<RunSeries> runs, int index) => new(
        index + 1,
        SampleSummary.Of([.. runs.Select(run => run.Epochs[index].TestAccuracy)]),
        SampleSummary.Of([.. runs.Select(run => run.Epochs[index].TrainAccuracy)]));

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
