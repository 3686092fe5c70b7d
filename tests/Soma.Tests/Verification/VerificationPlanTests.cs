using Soma.Reports;
using Soma.Verification;

namespace Soma.Tests.Verification;

public sealed class VerificationPlanTests
{
    private static readonly PublishedPaper _paper = PublishedPaper.All.Single(static paper => paper.Name == "corinfomax-2023");

    [Fact]
    public void A_cell_is_run_with_the_published_seeds_for_the_published_epochs()
    {
        VerificationPlan plan = Plan(["mnist"], 3, null)!;
        Assert.Equal([0UL, 10, 20], plan.Sweep.Cells.Select(static cell => cell.Experiment.Seed));
        Assert.All(plan.Sweep.Cells, static cell => Assert.Equal(("mnist", 50), (cell.Experiment.Name, cell.Experiment.Epochs)));
        Assert.Equal(new PublishedValue(97.61, 0.11, 10), plan.Targets[0].Value);
        Assert.Equal("mnist,seed=10", plan.Sweep.Cell(2).Folder);
    }

    // The published curve has n below the fraction of its spread.
    [Fact]
    public void After_fewer_epochs_the_curve_is_the_reference_and_training_ends_there()
    {
        VerificationPlan plan = Plan(["mnist"], 2, 5)!;
        Assert.All(plan.Sweep.Cells, static cell => Assert.Equal(5, cell.Experiment.Epochs));
        Assert.Equal(96.98, plan.Targets[0].Value.Mean);
        Assert.Equal(0.10 * Math.Sqrt(10 / 9.0), plan.Targets[0].Value.StandardDeviation, 12);
    }

    // The table has more digits of the spread than the figure, and the right one.
    [Fact]
    public void After_all_epochs_the_table_is_the_reference_though_the_curve_ends_there_too() => Assert.Equal(0.11, Plan(["mnist"], 1, 50)!.Targets[0].Value.StandardDeviation);

    [Fact]
    public void Between_two_points_of_a_curve_nothing_is_known()
    {
        Assert.Null(Plan(["mnist"], 1, 4));
        VerificationPlan plan = Plan(["mnist", "mnist-bp-ce"], 1, 5)!;
        Assert.Equal("mnist-bp-ce", Assert.Single(plan.LeftOut).Experiment.Name);
        Assert.Equal("mnist", Assert.Single(plan.Targets).Cell.Experiment.Name);
    }

    [Fact]
    public void The_same_computation_is_run_once()
    {
        VerificationPlan plan = Plan(["mnist", "table-7-setting-1", "table-7-setting-2"], 2, null)!;
        Assert.Equal(3, plan.Targets.Count);
        Assert.Equal(["mnist", "mnist", "table-7-setting-2", "table-7-setting-2"], plan.Sweep.Cells.Select(static cell => cell.Experiment.Name));
    }

    [Fact]
    public void The_whole_paper_is_a_plan()
    {
        VerificationPlan plan = VerificationPlan.Of(_paper.Name, [.. _paper.Cells], 1, null, PublishedCurves.Library.After)!;
        Assert.Equal(_paper.Cells.Count(), plan.Targets.Count);
        Assert.Equal(_paper.Cells.Select(static cell => cell.Run).Distinct().Count(), plan.Sweep.Count);
    }

    private static VerificationPlan? Plan(string[] experiments, int seeds, int? epochs) =>
        VerificationPlan.Of("test", [.. _paper.Cells.Where(cell => experiments.Contains(cell.Experiment.Name))], seeds, epochs, PublishedCurves.Library.After);
}
