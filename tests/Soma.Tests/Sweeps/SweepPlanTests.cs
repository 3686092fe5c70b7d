using Soma.Learning.Rules;
using Soma.Sweeps;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Sweeps;

public sealed class SweepPlanTests
{
    // The numbers of cells are what a job array of a cluster counts by: they must not depend on anything but the file.
    [Fact]
    public void Cases_count_slowest_then_the_grid_in_the_order_of_the_file_and_seeds_fastest()
    {
        SweepPlan plan = Read("""
            {
              "name": "order", "experiment": "optdigits", "set": { "batchSize": 10 },
              "cases": [ { "name": "calm", "rule.nudge": 0.5 }, { "experiment": "mnist", "rule.nudge": 1 } ],
              "grid": { "rule.leak": [0.5, 0.2], "epochs": [1, 2] },
              "seeds": { "first": 7, "step": 10, "count": 2 },
            }
            """);
        Assert.Equal((16, 8), (plan.Count, plan.Settings));
        Assert.Equal(
            [
                "calm,leak=0.5,epochs=1,seed=7", "calm,leak=0.5,epochs=1,seed=17", "calm,leak=0.5,epochs=2,seed=7", "calm,leak=0.5,epochs=2,seed=17",
                "calm,leak=0.2,epochs=1,seed=7", "calm,leak=0.2,epochs=1,seed=17", "calm,leak=0.2,epochs=2,seed=7", "calm,leak=0.2,epochs=2,seed=17",
                "mnist,nudge=1,leak=0.5,epochs=1,seed=7",
            ],
            plan.Cells.Take(9).Select(static cell => cell.Folder));
        Assert.Equal(Enumerable.Range(1, 16), plan.Cells.Select(static cell => cell.Number));
        Experiment calm = plan.Cell(6).Experiment;
        Assert.Equal("calm, rule.leak=0.2, epochs=1", plan.Cell(6).Setting.Label);
        Assert.Equal(ExperimentLibrary.Open("optdigits", "batchSize=10", "rule.nudge=0.5", "rule.leak=0.2", "epochs=1", "seed=17", "title=", "source=").ToJson(), calm.ToJson());
        Assert.Equal(("mnist", 10), (plan.Cell(9).Experiment.Name, plan.Cell(9).Experiment.BatchSize));
    }

    // A sweep that grows must find the runs that it has: the name of a folder may not hang on its number.
    [Fact]
    public void A_cell_keeps_its_folder_when_values_and_seeds_are_added()
    {
        string[] before = FoldersOf(Read(Grid("[0.2]", "[1]"))), after = FoldersOf(Read(Grid("[0.1, 0.2, 0.3]", "[0, 1]")));
        Assert.Subset(after.ToHashSet(), before.ToHashSet());
    }

    [Fact]
    public void Without_seeds_each_setting_runs_with_the_seed_of_its_experiment()
    {
        SweepPlan plan = Read("""{ "name": "one", "experiment": "optdigits", "set": { "epochs": 2 } }""");
        SweepCell cell = Assert.Single(plan.Cells);
        Assert.Equal(("optdigits,seed=0", 0UL, 2), (cell.Folder, cell.Experiment.Seed, cell.Experiment.Epochs));
        Assert.Equal(Path.Combine("runs", "one"), plan.Folder);
    }

    // What was published of an experiment is no claim about a changed one.
    [Fact]
    public void Only_an_unchanged_experiment_keeps_its_published_value()
    {
        SweepPlan plan = Read("""{ "name": "p", "cases": [ { "experiment": "mnist" }, { "experiment": "mnist", "rule.leak": 0.2 } ] }""");
        Assert.NotNull(plan.Cell(1).Experiment.Published);
        Assert.Null(plan.Cell(2).Experiment.Published);
        Assert.Equal("", plan.Cell(2).Experiment.Source);
    }

    [Fact]
    public void Values_that_no_folder_could_be_called_by_still_get_folders_of_their_own()
    {
        SweepPlan plan = Read("""
            {
              "name": "odd", "experiment": "optdigits",
              "grid": {
                "title": ["a/b", "a:b", "..", "", "one long word after the other, which goes on and on and on, until nobody would wish to read the name of such a folder any more"],
                "schedule": [ [], [{ "from": 0, "factor": 0.9 }] ],
              },
            }
            """);
        string[] folders = FoldersOf(plan);
        Assert.Distinct(folders);
        Assert.All(folders, static folder => Assert.Matches("^[A-Za-z0-9_.+=,-]{1,160}$", folder));
    }

    [Fact]
    public void A_random_search_is_the_same_every_time_and_another_with_another_seed()
    {
        string[] first = FoldersOf(Read(Search(20, 7))), again = FoldersOf(Read(Search(20, 7))), other = FoldersOf(Read(Search(20, 8)));
        Assert.Equal(first, again);
        Assert.Empty(first.Intersect(other));
        Assert.Distinct(first);
        Assert.Equal(first[..5], FoldersOf(Read(Search(5, 7))));
    }

    // Pinned, since runs of last year must be found again under their names.
    [Fact]
    public void The_draws_are_those_of_every_version() =>
        Assert.Equal(["nudge=0.438628,start=0.116288,freeSweeps=19,batchSize=10,seed=0"], FoldersOf(Read(Search(1, 7))).Select(static folder => folder.Replace("neuralStep.", "", StringComparison.Ordinal)));

    [Fact]
    public void Draws_lie_in_their_ranges_and_fill_them()
    {
        Experiment[] drawn = [.. Read(Search(300, 1)).Cells.Select(static cell => cell.Experiment)];
        CorInfoMaxOptions[] rules = [.. drawn.Select(static experiment => (CorInfoMaxOptions)experiment.Rule.Options)];
        Assert.All(rules, static rule => Assert.InRange(rule.Nudge, 0.25, 1));
        Assert.All(rules, static rule => Assert.InRange(rule.NeuralStep.Start, 0.01, 0.2));
        Assert.Equal([10, 11, 12, 13], rules.Select(static rule => rule.FreeSweeps).Distinct().Order().Take(4));
        Assert.Equal(40, rules.Max(static rule => rule.FreeSweeps));
        Assert.Equal([5, 10, 20], drawn.Select(static experiment => experiment.BatchSize).Distinct().Order());

        // On a logarithmic scale half of the draws lie below the geometric mean, 0.0447; on a linear one it would be a fifth.
        Assert.InRange(rules.Count(static rule => rule.NeuralStep.Start < 0.0447), 120, 180);
    }

    [Fact]
    public void The_samples_of_the_page_and_the_benchmark_can_be_read()
    {
        Assert.Equal(12, SweepReader.Open(Path.Combine(Repository.Root, "docs/sweeps/leak-and-step.json")).Count);
        Assert.Equal(20, SweepReader.Open(Path.Combine(Repository.Root, "docs/sweeps/random-search.json")).Count);
        Assert.Equal(200, SweepReader.Open(Path.Combine(Repository.Root, "bench/sweeps/200-short-runs.json")).Count);
    }

    private static SweepPlan Read(string json) => SweepReader.Read(json, "sweep.json");

    private static string[] FoldersOf(SweepPlan plan) => [.. plan.Cells.Select(static cell => cell.Folder)];

    private static string Grid(string leaks, string seeds) => $$"""{ "name": "grows", "experiment": "optdigits", "grid": { "rule.leak": {{leaks}} }, "seeds": {{seeds}} }""";

    private static string Search(int count, int seed) => $$"""
        {
          "name": "search", "experiment": "optdigits",
          "random": {
            "count": {{count}}, "seed": {{seed}},
            "keys": {
              "rule.nudge": { "from": 0.25, "to": 1 },
              "rule.neuralStep.start": { "from": 0.01, "to": 0.2, "scale": "log" },
              "rule.freeSweeps": { "from": 10, "to": 40, "whole": true },
              "batchSize": { "choices": [5, 10, 20] },
            },
          },
        }
        """;
}
