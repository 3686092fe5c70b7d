using Soma.Reports;
using Soma.Sweeps;
using Soma.Testing;
using Soma.Training;
using Soma.Verification;

namespace Soma.Tests.Verification;

public sealed class PublishedPaperTests
{
    private static readonly PublishedPaper _paper = PublishedPaper.All.Single(static paper => paper.Name == "corinfomax-2023");

    [Fact]
    public void Every_published_experiment_is_in_exactly_one_table() => Assert.Equal(
        ExperimentLibrary.All.Where(static entry => entry.Published is not null).Select(static entry => entry.Name).Order(),
        PublishedPaper.All.SelectMany(static paper => paper.Cells).Select(static cell => cell.Experiment.Name).Order());

    [Fact]
    public void Tables_and_figures_come_as_the_paper_counts_them() => Assert.Equal(
        ["table-1", "table-5", "table-7", "table-8", "table-9", "table-10", "table-11", "table-12", "figure-12a", "figure-12b", "figure-13", "figure-14"],
        _paper.Tables.Select(static table => table.Name));

    // People write these names into scripts.
    [Theory]
    [InlineData(
        "table-1",
        "cifar10/bp-ce cifar10/bp-mse cifar10/corinfomax cifar10/ep cifar10/fa-ce cifar10/fa-mse cifar10/pc-nudge cifar10/sparse "
        + "fashion-mnist/bp-ce fashion-mnist/bp-mse fashion-mnist/corinfomax fashion-mnist/csm fashion-mnist/ep fashion-mnist/fa-ce fashion-mnist/fa-mse fashion-mnist/pc fashion-mnist/pc-nudge fashion-mnist/sparse "
        + "mnist/bp-ce mnist/bp-mse mnist/corinfomax mnist/csm mnist/ep mnist/fa-ce mnist/fa-mse mnist/pc mnist/pc-nudge mnist/sparse")]
    [InlineData(
        "table-5",
        "cifar10/bp-ce cifar10/bp-mse cifar10/corinfomax cifar10/fa-ce cifar10/fa-mse cifar100/bp-ce cifar100/bp-mse cifar100/corinfomax "
        + "mnist/bp-ce mnist/bp-mse mnist/corinfomax mnist/fa-ce mnist/fa-mse mnist/setting-4")]
    [InlineData("table-9", "fashion-mnist/setting-1 fashion-mnist/setting-2 fashion-mnist/setting-3 fashion-mnist/setting-4")]
    [InlineData("table-12", "cifar100/v2-setting-1 cifar100/v2-setting-2 cifar100/v2-setting-3 cifar100/v3-setting-1 cifar100/v3-setting-2")]
    [InlineData("figure-12a", "mnist/rates-0.1 mnist/rates-0.25 mnist/rates-0.5 mnist/rates-0.75 mnist/rates-1")]
    [InlineData("figure-14", "cifar10/step-0.015 cifar10/step-0.05 cifar10/step-0.075 cifar10/step-0.1 cifar10/step-0.15 cifar10/step-0.3")]
    public void Cells_are_called_by_their_data_and_what_was_run(string table, string cells) =>
        Assert.Equal(cells.Split(' '), _paper.Tables.Single(known => known.Name == table).Cells.Select(static cell => cell.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_cells_of_a_table_have_the_same_name() =>
        Assert.All(_paper.Tables, static table => Assert.Equal(table.Cells.Count, table.Cells.Select(static cell => cell.Name).Distinct().Count()));

    // Catches a variation that lies in the folder of another table.
    [Fact]
    public void The_folder_of_a_variation_is_its_table() => Assert.All(
        ExperimentLibrary.All.Where(static entry => entry.Published is not null && entry.Group.Length > 0),
        static entry => Assert.Contains(PublishedPaper.All.Single(paper => paper.Name == entry.Paper).Tables.Single(table => table.Name == entry.Group).Cells, cell => cell.Experiment.Name == entry.Name));

    // Every table is a sweep of the same name too, and no cell has a sweep of its own without a reason.
    [Fact]
    public void The_cells_of_a_table_are_those_of_the_sweeps_called_after_it() => Assert.All(_paper.Tables, static table =>
    {
        string folder = Path.Combine(Repository.Root, "papers", table.Cells[0].Paper, "sweeps");
        SweepPlan[] sweeps = [.. Directory.GetFiles(folder, $"{table.Name}*.json").Where(file => Path.GetFileNameWithoutExtension(file) is var name && (name == table.Name || name.StartsWith(table.Name + "-", StringComparison.Ordinal))).Select(SweepReader.Open)];
        Assert.Equal(
            table.Cells.Select(static cell => cell.Experiment.Name).Order(),
            sweeps.SelectMany(static sweep => sweep.Cells).Select(static cell => cell.Experiment.Name).Distinct().Order());
    });

    [Fact]
    public void The_page_of_the_paper_has_the_command_and_the_sweep_of_every_table()
    {
        MarkdownPage page = MarkdownPage.All.Single(static page => page.Name == "papers/corinfomax-2023/README.md");
        Assert.All(_paper.Tables, table => Assert.Contains(page.Lines, line => line.StartsWith($"| `soma verify {_paper.Name} {table.Name}` | [{table.Name}](sweeps/{table.Name}.json)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Cells_that_are_the_same_computation_share_a_run_and_others_do_not()
    {
        Assert.Equal("mnist", Cell("table-7-setting-1").Run);
        Assert.Equal("mnist-sparse", Cell("table-8-setting-3").Run);
        Assert.Equal("cifar100-3layer", Cell("table-12-v3-setting-2").Run);
        Assert.Equal("table-7-setting-2", Cell("table-7-setting-2").Run);
        Assert.All(_paper.Cells, cell => Assert.Equal(Cell(cell.Run).Experiment.Identity, cell.Experiment.Identity));
    }

    // A verification gives all its cells the same seeds, and holds a curve's spread to be that of as many seeds as the table has.
    [Fact]
    public void All_cells_have_the_same_distance_between_seeds_and_every_curve_ten_of_them()
    {
        Assert.Single(_paper.Cells.Select(static cell => cell.Published.SeedStep).Distinct());
        PublishedCell[] curved = [.. _paper.Cells.Where(static cell => cell.Published.Curve.Length > 0)];
        Assert.NotEmpty(curved);
        Assert.All(curved, static cell => Assert.NotEmpty(PublishedCurves.Library.Of(cell.Published.Curve)));
        Assert.All(curved, static cell => Assert.Equal(10, cell.Published.Seeds));
    }

    private static PublishedCell Cell(string experiment) => _paper.Cells.Single(cell => cell.Experiment.Name == experiment);
}
