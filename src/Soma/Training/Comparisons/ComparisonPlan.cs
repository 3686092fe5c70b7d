using System.Globalization;

namespace Soma.Training.Comparisons;

/// <summary>What is compared: experiments that share data, minibatches and epochs, each run with the same seeds.</summary>
public sealed class ComparisonPlan
{
    /// <summary>Checks that the experiments can be compared.</summary>
    /// <param name="experiments">At least one; one alone is held against backpropagation. Names tell them apart.</param>
    /// <param name="seeds">At least one, no two alike; they take the place of the experiments' own.</param>
    /// <exception cref="ComparisonException">They share a name, or differ in data, validation samples, minibatches or epochs; or seeds are missing or repeated. All of it is said at once.</exception>
    public ComparisonPlan(IReadOnlyList<Experiment> experiments, IReadOnlyList<ulong> seeds)
    {
        string[] problems = [.. ProblemsOf(experiments), .. ProblemsOf(seeds)];
        if (problems.Length > 0)
            throw new ComparisonException(problems);
        Experiments = experiments;
        Seeds = seeds;
    }

    /// <summary>In the order of the report.</summary>
    public IReadOnlyList<Experiment> Experiments { get; }

    /// <summary>Where the randomness of each run starts; the same ones for every experiment.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>How often, at least, the cost of a minibatch is measured in turn with backpropagation; the median of the ratios counts. Default 5, at least 1.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Minibatches of such a round, for each of the two; at most an epoch. Default 200, at least 1.</summary>
    public int MinibatchesPerRound { get; init; } = 200;

    /// <summary>
    /// How long, at least, the two are timed in all; half as long before that they run without counting, until their code has its final form. Small networks get more rounds by it. Default
    /// half a second.
    /// </summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Minibatches that an angle is the mean of; at most an epoch. Default 10, at least 1.</summary>
    public int AngleMinibatches { get; init; } = 10;

    /// <summary>What a reader of the numbers should know: in what else the experiments differ. Empty if in nothing but the rules and their schedules.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Different("architecture", static experiment => experiment.Network.ToString()).Select(static text => $"{text}: part of the differences is the networks', not the rules'."),
        .. Different("precision", static experiment => experiment.Precision.ToString()).Select(static text => $"{text}: times do not compare."),
    ];

    /// <summary>The runs: an experiment with each seed, seed by seed, so that a comparison cut short has compared what it has.</summary>
    public IEnumerable<Experiment> Runs =>
        from seed in Seeds
        from experiment in Experiments
        select experiment with { Seed = seed };

    private IEnumerable<string> Different(string what, Func<Experiment, string> read) =>
        Experiments.Select(read).Distinct().Count() > 1 ? [Differences(what, Experiments, read)] : [];

    private static IEnumerable<string> ProblemsOf(IReadOnlyList<Experiment> experiments)
    {
        if (experiments.Count == 0)
            yield return "There are none; name at least one.";
        foreach (IGrouping<string, Experiment> same in experiments.GroupBy(static experiment => experiment.Name).Where(static same => same.Count() > 1))
            yield return $"'{same.Key}' stands there {same.Count()} times; name it once, or give the variations names of their own in their files.";
        (string What, Func<Experiment, string> Read)[] shared =
        [
            ("data", static experiment => experiment.Data),
            ("validation", static experiment => Text(experiment.Validation)),
            ("batchSize", static experiment => Text(experiment.BatchSize)),
            ("epochs", static experiment => Text(experiment.Epochs)),
        ];
        foreach ((string what, Func<Experiment, string> read) in shared.Where(key => experiments.Select(key.Read).Distinct().Count() > 1))
            yield return $"{Differences(what, experiments, read)}; rules are compared on the same. Give all of them one value.";
    }

    private static IEnumerable<string> ProblemsOf(IReadOnlyList<ulong> seeds)
    {
        if (seeds.Count == 0)
            yield return "There are no seeds; give at least one.";
        foreach (ulong seed in seeds.GroupBy(static seed => seed).Where(static same => same.Count() > 1).Select(static same => same.Key))
            yield return string.Create(CultureInfo.InvariantCulture, $"The seed {seed} stands there more than once; the same run twice says no more than once.");
    }

    private static string Differences(string what, IReadOnlyList<Experiment> experiments, Func<Experiment, string> read) =>
        $"{what} differs: {string.Join(", ", experiments.Select(experiment => $"{read(experiment)} in {experiment.Name}").Distinct())}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
