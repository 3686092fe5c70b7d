using Soma.Sweeps;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Sweeps;

/// <summary>The sweeps of the paper hold every cell that was published, each with its published seeds.</summary>
public sealed class PublishedSweepsTests
{
    [Fact]
    public void Every_published_experiment_is_in_one_sweep_with_its_published_seeds()
    {
        SweepCell[] cells = [.. Sweeps().SelectMany(static plan => plan.Cells)];
        LibraryEntry[] published = [.. ExperimentLibrary.All.Where(static entry => entry.Published is not null)];
        Assert.NotEmpty(published);
        Assert.All(published, entry =>
        {
            IEnumerable<ulong> expected = Enumerable.Range(0, entry.Published!.Seeds).Select(index => (ulong)(index * entry.Published.SeedStep));
            Assert.Equal(expected, cells.Where(cell => cell.Experiment.Name == entry.Name).Select(static cell => cell.Experiment.Seed));
        });
    }

    [Theory]
    [InlineData("table-1", "Table 1,")]
    [InlineData("table-5", "Table 5")]
    public void A_main_table_has_every_experiment_whose_source_names_it(string name, string source)
    {
        SweepPlan plan = Sweeps().Single(sweep => sweep.Name == name);
        Assert.Equal(
            ExperimentLibrary.All.Where(entry => entry.Source.Contains($"(arXiv 2306.04810), {source}", StringComparison.Ordinal)).Select(static entry => entry.Name).Order(),
            plan.Cells.Select(static cell => cell.Experiment.Name).Distinct().Order());
    }

    [Fact]
    public void A_sweep_is_called_as_its_file_and_changes_nothing_of_its_experiments() => Assert.All(Sweeps(), static plan =>
    {
        Assert.Equal(plan.Name, Path.GetFileNameWithoutExtension(plan.Origin));
        Assert.All(plan.Cells, static cell => Assert.Empty(cell.Setting.Changes));
    });

    private static IEnumerable<SweepPlan> Sweeps() =>
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "papers"), "sweeps", SearchOption.AllDirectories)
            .SelectMany(static sweeps => Directory.EnumerateFiles(sweeps, "*.json")).Order(StringComparer.Ordinal).Select(SweepReader.Open);
}
