using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Tests.Training.Comparisons;

public sealed class ComparisonPlanTests
{
    // Whoever mends one thing at a time would have to try six times.
    [Fact]
    public void All_reasons_against_a_comparison_are_told_at_once()
    {
        Experiment tiny = TinyProblem.Experiment(), other = tiny with { Name = "other", Data = "optdigits", BatchSize = 9, Epochs = 7, Validation = 10 };
        ComparisonException refused = Assert.Throws<ComparisonException>(() => new ComparisonPlan([tiny, other, tiny], [4, 0, 4]));
        Assert.Equal(
            [
                "'tiny' stands there 2 times; name it once, or give the variations names of their own in their files.",
                "data differs: mnist in tiny, optdigits in other; rules are compared on the same. Give all of them one value.",
                "validation differs: 0 in tiny, 10 in other; rules are compared on the same. Give all of them one value.",
                "batchSize differs: 8 in tiny, 9 in other; rules are compared on the same. Give all of them one value.",
                "epochs differs: 4 in tiny, 7 in other; rules are compared on the same. Give all of them one value.",
                "The seed 4 stands there more than once; the same run twice says no more than once.",
            ],
            refused.Problems);
        Assert.All(refused.Problems, problem => Assert.Contains(problem, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_and_no_seeds_are_refused() => Assert.Equal(
        ["There are none; name at least one.", "There are no seeds; give at least one."],
        Assert.Throws<ComparisonException>(() => new ComparisonPlan([], [])).Problems);

    [Fact]
    public void Other_layers_are_allowed_and_noted()
    {
        Experiment tiny = TinyProblem.Experiment();
        Assert.Empty(new ComparisonPlan([tiny], [0]).Notes);
        string note = Assert.Single(new ComparisonPlan([tiny, tiny with { Name = "wide", Architecture = [12, 20, 3] }], [0]).Notes);
        Assert.StartsWith("architecture differs: 12-9-3 in tiny, 12-20-3 in wide: ", note, StringComparison.Ordinal);
    }

    // Seed by seed: when time runs out after half the runs, every experiment has as many.
    [Fact]
    public void Every_experiment_runs_with_every_seed_seed_by_seed()
    {
        Experiment tiny = TinyProblem.Experiment();
        ComparisonPlan plan = new([tiny, tiny with { Name = "other" }], [7, 0]);
        Assert.Equal([("tiny", 7UL), ("other", 7UL), ("tiny", 0UL), ("other", 0UL)], plan.Runs.Select(static run => (run.Name, run.Seed)));
    }
}
