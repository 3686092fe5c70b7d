using Soma.Sweeps;
using Soma.Testing;
using Soma.Verification;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class VerificationFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_files_are_written_byte_for_byte()
    {
        VerificationFiles.Write(_folder.Path, Table(null));
        Approved.Equal("verify.md", File.ReadAllText(_folder.File("verify.md")));
        Approved.Equal("verify.csv", File.ReadAllText(_folder.File("verify.csv")));
    }

    [Fact]
    public void An_epoch_on_the_way_is_named_and_what_has_no_curve_is_left_out()
    {
        string text = VerificationFiles.MarkdownOf(Table(5));
        Assert.Contains("`soma verify corinfomax-2023 mixed --seeds 3 --epochs 5`", text, StringComparison.Ordinal);
        Assert.Contains("## table-1, after 5 epochs", text, StringComparison.Ordinal);
        Assert.Contains("- Left out, since nothing was published of them after 5 epochs: table-1 mnist/bp-ce, figure-13 mnist/step-0.3.", text, StringComparison.Ordinal);
    }

    // One cell that passes, one with a lost seed, one that was not run, one that was lost as published.
    private static VerificationTable Table(int? epochs)
    {
        string[] names = ["mnist", "mnist-bp-ce", "mnist-ep", "figure-13-step-0.3"];
        PublishedCell[] cells = [.. PublishedPaper.All.SelectMany(static paper => paper.Cells).Where(cell => names.Contains(cell.Experiment.Name))];
        VerificationPlan plan = VerificationPlan.Of("corinfomax-2023 mixed", cells, 3, epochs, PublishedCurves.Library.After)!;
        return new(plan, [.. plan.Targets.Select(target =>
        {
            SweepCell[] runs = [.. plan.Sweep.Cells.Where(run => run.Experiment.Name == target.Cell.Run)];
            return target.Cell.Experiment.Name switch
            {
                "mnist" => Row(target, [], Finished(runs[0], 0.9769), Finished(runs[1], 0.9768), Finished(runs[2], 0.9758)),
                "mnist-bp-ce" => Row(target, [10], Finished(runs[0], 0.9814), Finished(runs[1], 0.098), new CellResult(runs[2], CellState.Unfinished)),
                "mnist-ep" => Row(target, [], [.. runs.Select(static run => new CellResult(run, CellState.Missing))]),
                _ => Row(target, [], [.. runs.Select(static run => new CellResult(run, CellState.Diverged) { DivergedIn = 1 })]),
            };
        })]);
    }

    private static CellResult Finished(SweepCell cell, double accuracy) => new(cell, CellState.Finished) { TestAccuracy = accuracy };

    private static VerificationRow Row(VerificationTarget target, ulong[] collapsed, params CellResult[] runs) => new(target, runs) { Collapsed = collapsed };
}
