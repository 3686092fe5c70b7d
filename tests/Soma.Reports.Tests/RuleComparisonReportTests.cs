using Soma.Testing;
using Soma.Training;
using Soma.Training.Comparisons;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class RuleComparisonReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_texts_are_those_that_were_approved()
    {
        RuleComparisonReport report = RuleComparisonReport.Of(Result());
        Approved.Equal("comparison.md", report.Markdown);
        Approved.Equal("comparison.csv", report.RunsCsv);
        Approved.Equal("comparison-angles.csv", report.AnglesCsv);
    }

    // 90, 92 and a run without an answer: the mean of two, and their sample deviation √2.
    [Fact]
    public void A_diverged_run_is_lost_and_not_averaged() =>
        Assert.Equal(["first", "91.00 ± 1.41", "90.00, diverged, 92.00", "1 of 3", "2.500", "10.00"], RuleComparisonTables.Results(Result())[0]);

    // A deviation of one value would not be a number, and a network that guesses still has an accuracy.
    [Fact]
    public void A_run_at_chance_is_lost_and_averaged() =>
        Assert.Equal(["\"second\", other", "10.00 ± 0.00", "10.00 (chance), 10.00 (chance), 10.00 (chance)", "3 of 3", "–", "–"], RuleComparisonTables.Results(Result())[1]);

    // The shallower network has no third layer, and a diverged run no trained weights.
    [Fact]
    public void Angles_are_means_over_the_seeds_that_have_them() => Assert.Equal(
        [
            ["first", "initial", "rule", "50.0", "10.0", "–"],
            ["first", "trained", "rule", "30.0", "5.0", "–"],
            ["first", "initial", "with optimizer", "70.0", "40.0", "–"],
            ["first", "trained", "with optimizer", "60.0", "45.0", "–"],
            ["\"second\", other", "initial", "rule", "80.0", "–", "20.0"],
            ["\"second\", other", "trained", "rule", "–", "–", "–"],
        ],
        RuleComparisonTables.Angles(Result()));

    [Fact]
    public void A_report_replaces_an_earlier_one_and_nothing_else()
    {
        string folder = _folder.Folder("comparison");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(folder, "comparison.md"), "earlier");
        RuleComparisonReport report = RuleComparisonReport.Of(Result());
        Assert.Equal(["comparison.md", "comparison.csv", "angles.csv"], report.Write(folder).Select(Path.GetFileName));
        Assert.Equal(report.Markdown, File.ReadAllText(Path.Combine(folder, "comparison.md")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "notes.txt")));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_told_with_a_way_out()
    {
        string file = _folder.Write("file", []);
        ReportException failure = Assert.Throws<ReportException>(() => RuleComparisonReport.Of(Result()).Write(Path.Combine(file, "inside")));
        Assert.Contains("finished runs are kept", failure.Message, StringComparison.Ordinal);
    }

    private static ComparisonResult Result()
    {
        Experiment first = ExperimentLibrary.Open("optdigits", "name=first", "epochs=2"), second = ExperimentLibrary.Open(
            "optdigits", "name=\"second\", other", "epochs=2", "architecture=[64,50,20,10]", "rule={\"name\":\"feedback-alignment\"}");
        LayerAngles low = new([40, 10], [60, 40]), high = new([60, double.NaN], [80, 40]), trained = new([30, 5], [60, 45]), deep = new([80, double.NaN, 20], [80, double.NaN, 20]);
        ComparedRun[] runs =
        [
            Run(first, 0, 0.9) with { InitialAngles = low, TrainedAngles = trained },
            Run(first, 10, null) with { InitialAngles = high, Divergence = new Divergence(2, 7, false, 1, 1, 3) },
            Run(first, 20, 0.92) with { InitialAngles = new([50, 10], [70, 40]), TrainedAngles = trained },
        ];
        ComparedRun[] others = [.. new ulong[] { 0, 10, 20 }.Select(seed => Run(second, seed, 0.1) with { IsAtChance = true, InitialAngles = deep, TrainedAngles = new([double.NaN, double.NaN, double.NaN], [double.NaN, double.NaN, double.NaN]) })];
        return new(
            new ComparisonPlan([first, second], [0, 10, 20]),
            new RunEnvironment("0.1.0", "a processor", "a system", ".NET", "avx2", 1),
            [new(first, runs, new StepCost(2.5, 0.25, 10)), new(second, others, StepCost.Unknown)]);
    }

    private static ComparedRun Run(Experiment experiment, ulong seed, double? accuracy) => new(experiment with { Seed = seed }, $"runs/{experiment.Name}-seed{seed}", accuracy, false, null);
}
