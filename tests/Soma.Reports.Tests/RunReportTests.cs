using Soma.Testing;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class RunReportTests : IDisposable
{
    private const string Published = "experiment,epoch,mean,std\nmnist,1,94.02,0.31\nmnist,3,96.37,0.17\nmnist,50,97.61,0.10\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // All of it beside the published curve; its last point lies past the runs and is left out.
    [Fact]
    public void Three_seeds_and_a_variation_are_reported_as_approved()
    {
        RunReport report = Report(
            RunFolders.Write(_folder, "mnist", 0, [0.9370, 0.9560, 0.9625], planned: 50, source: "a paper, Table 1"),
            RunFolders.Write(_folder, "mnist", 10, [0.9430, 0.9580, 0.9650], planned: 50, source: "a paper, Table 1"),
            RunFolders.Write(_folder, "mnist", 20, [0.9400, 0.9570, 0.9645], planned: 50, source: "a paper, Table 1"),
            RunFolders.Write(_folder, "mnist", 0, [0.9300, 0.9480], planned: 50, nudge: 0.5));
        Approved.Equal("curve.svg", report.CurveSvg);
        Approved.Equal("table.md", report.TableMarkdown);
        Approved.Equal("curves.csv", report.CurvesCsv);
    }

    [Fact]
    public void An_experiment_that_was_not_published_is_reported_all_the_same()
    {
        RunReport report = Report(RunFolders.Write(_folder, "toy", 7, [0.5, 0.75]));
        Assert.DoesNotContain("published:", report.CurveSvg, StringComparison.Ordinal);
        Assert.Contains("toy, seed 7", report.CurveSvg, StringComparison.Ordinal);
        Assert.Contains(" 75.00 |", report.TableMarkdown, StringComparison.Ordinal);
        Assert.EndsWith("toy,2,1,75.0000,,75.0000,75.0000,75.5000,\n", report.CurvesCsv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_with_commas_stays_one_value_of_the_csv()
    {
        RunReport report = Report(RunFolders.Write(_folder, "toy", 0, [0.5], planned: 1), RunFolders.Write(_folder, "toy", 0, [0.5], planned: 9, nudge: 2));
        Assert.Contains("\n\"toy (epochs=9, rule.nudge=2)\",1,1,50.0000", report.CurvesCsv, StringComparison.Ordinal);
    }

    // The order in which a shell lists the folders of a group must not show.
    [Fact]
    public void The_order_of_seeds_changes_no_byte()
    {
        string a = RunFolders.Write(_folder, "mnist", 0, [0.91, 0.97]), b = RunFolders.Write(_folder, "mnist", 10, [0.92, 0.96]), c = RunFolders.Write(_folder, "mnist", 20, [0.93, 0.95]);
        Assert.Equal(Report(a, b, c), Report(c, a, b));
    }

    [Fact]
    public void A_report_is_three_files()
    {
        string folder = _folder.File("deep/down");
        RunReport report = new("<svg/>\n", "| ± |\n", "a,b\n");
        IReadOnlyList<string> paths = ReportFolder.Write(folder, report);
        Assert.Equal(["curve.svg", "table.md", "curves.csv"], paths.Select(Path.GetFileName));
        Assert.Equal([report.CurveSvg, report.TableMarkdown, report.CurvesCsv], paths.Select(File.ReadAllText));
        Assert.Equal(3, Directory.GetFiles(folder).Length);
    }

    // One file that is there must keep the others from being written, too.
    [Fact]
    public void An_earlier_report_is_overwritten_only_when_asked_for()
    {
        string table = Path.Combine(_folder.Path, "table.md");
        File.WriteAllText(table, "earlier");
        RunReport report = new("<svg/>\n", "later\n", "a,b\n");

        string message = Assert.Throws<ReportException>(() => ReportFolder.Write(_folder.Path, report)).Message;
        Assert.Contains($"'{table}' would be overwritten", message, StringComparison.Ordinal);
        Assert.Contains("--overwrite", message, StringComparison.Ordinal);
        Assert.Equal("earlier", File.ReadAllText(table));
        Assert.Single(Directory.GetFiles(_folder.Path));

        ReportFolder.Write(_folder.Path, report, overwrite: true);
        Assert.Equal("later\n", File.ReadAllText(table));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        string file = _folder.Write("taken", [1]);
        string message = Assert.Throws<ReportException>(() => ReportFolder.Write(file, new("", "", ""))).Message;
        Assert.StartsWith($"The report cannot be written to '{file}'", message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(file));
    }

    private static RunReport Report(params string[] folders) => RunReport.Of(RunGroup.Of(RunSeries.Read(folders)), PublishedCurves.Read(Published, "published"));
}
