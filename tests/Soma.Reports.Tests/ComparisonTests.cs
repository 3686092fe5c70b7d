using System.Text;
using Soma.Testing;
using Xunit;

namespace Soma.Reports.Tests;

/// <summary>comparison.md: measured beside published, point by point.</summary>
public sealed class ComparisonTests : IDisposable
{
    private const string Angles = "experiment,layer,minibatch,mean,std\nmnist,2,0,90,0.5\nmnist,2,4,80,1\nmnist,2,9,70,\nmnist,2,14,60,1\nmnist,3,0,90,1\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 94.02 ± 3 · 0.31 reaches to 94.95 and 93.09; each seed is judged by itself, not their mean.
    [Fact]
    public void Each_seed_is_judged_at_each_published_epoch()
    {
        string text = Write(
            PublishedAngles.None,
            RunFolders.Write(_folder, "mnist", 0, [0.9494, 0.95, 0.9637], planned: 50),
            RunFolders.Write(_folder, "mnist", 10, [0.9308, 0.95, 0.9637], planned: 50));
        Assert.Contains("| mnist | 1 | 94.02 ± 0.31 | 94.94, 93.08 | **1 of 2** |", Packed(text), StringComparison.Ordinal);
        Assert.Contains("| mnist | 3 | 96.37 ± 0.17 | 96.37, 96.37 | all 2 |", Packed(text), StringComparison.Ordinal);
        Assert.DoesNotContain("| 50 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Angle", text, StringComparison.Ordinal);
    }

    // Minibatch m is over when m + 1 updates are done: 4 has a row of its own, 9 lies between two, 14 after the last.
    [Fact]
    public void Angles_are_found_by_the_number_of_updates()
    {
        string run = RunFolders.Write(_folder, "mnist", 0, [0.94], planned: 50);
        File.WriteAllText(Path.Combine(run, "angles.csv"), "epoch,minibatch,minibatches,angle.2\n1,0,1,92\n1,4,5,80.5\n2,2,13,72.5\n");
        string text = Packed(Write(PublishedAngles.Read(Angles, "x"), run));
        Assert.Contains("| mnist | 2 | 0 | 90.00 ± 0.50 | 92.00 | **no** |", text, StringComparison.Ordinal);
        Assert.Contains("| mnist | 2 | 4 | 80.00 ± 1.00 | 80.50 | yes |", text, StringComparison.Ordinal);
        Assert.Contains("| mnist | 2 | 9 | 70.00 | ≈ 75.50 | |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| 14 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| mnist | 3 |", text, StringComparison.Ordinal);
    }

    // A run from before angles.csv still has those of the ends of its epochs, here 80 − epoch, after 5 minibatches each.
    [Fact]
    public void The_ends_of_epochs_are_angles_too()
    {
        string run = RunFolders.Write(_folder, "mnist", 0, [0.94, 0.95, 0.96], planned: 50);
        File.WriteAllText(Path.Combine(run, "events.jsonl"), "{\"event\":\"started\",\"minibatches\":5}\n");
        string text = Packed(Write(PublishedAngles.Read(Angles, "x"), run));
        Assert.Contains("| mnist | 2 | 4 | 80.00 ± 1.00 | 79.00 | yes |", text, StringComparison.Ordinal);
        Assert.Contains("| mnist | 2 | 14 | 60.00 ± 1.00 | 77.00 | **no** |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_published_point_there_is_nothing_to_write()
    {
        string run = RunFolders.Write(_folder, "toy", 0, [0.94]);
        Assert.Equal("", Write(PublishedAngles.Library, run));
        Assert.Equal(3, ReportFolder.Write(_folder.File("report"), new RunReport("a", "b", "c")).Count);
        Assert.Equal(4, ReportFolder.Write(_folder.File("more"), new RunReport("a", "b", "c") { ComparisonMarkdown = "d" }).Count);
        Assert.Equal("d", File.ReadAllText(_folder.File("more/comparison.md")));
    }

    // The settings of a table that are those of a main result have its published curve.
    [Fact]
    public void An_experiment_may_name_the_curve_that_it_is_compared_with()
    {
        string run = RunFolders.Write(_folder, "table-7-setting-1", 0, [0.94]);
        string file = Path.Combine(run, "experiment.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"source\":", "\"published\":{\"curve\":\"mnist\",\"angles\":\"other\"},\"source\":", StringComparison.Ordinal));
        RunSeries series = Assert.Single(RunSeries.Read(run));
        Assert.Equal(("mnist", "other"), (series.Curve, series.PublishedAngles));
        Assert.Contains("94.02 ± 0.31", Write(PublishedAngles.None, run), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_table_of_angles_is_told()
    {
        string run = RunFolders.Write(_folder, "mnist", 0, [0.94], planned: 50);
        File.WriteAllText(Path.Combine(run, "angles.csv"), "epoch,minibatch,minibatches,angle.2\n1,0,x,92\n");
        Assert.Contains("Line 2 of", Assert.Throws<ReportException>(() => RunSeries.Read(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_holds_the_published_angles()
    {
        Assert.Equal(
            ["cifar10", "cifar10-3layer", "cifar10-sparse", "cifar100-3layer", "fashion-mnist", "fashion-mnist-sparse", "mnist", "mnist-3layer", "mnist-sparse"],
            PublishedAngles.Library.Experiments);
        Assert.Contains(new PublishedAngle("mnist", 2, 9000, 64.67, 0.60), PublishedAngles.Library.Of("mnist"));
        Assert.Contains(new PublishedAngle("mnist", 2, 7000, 64.16, null), PublishedAngles.Library.Of("mnist"));
        Assert.Equal(new PublishedAngle("cifar100-3layer", 3, 124000, 81.06, 0.24), PublishedAngles.Library.Of("cifar100-3layer")[^1]);
    }

    [Theory]
    [InlineData("a,b\n", "but the columns are experiment,layer,minibatch,mean,std")]
    [InlineData("experiment,layer,minibatch,mean,std\na,1,0,90,1\n", "line 2, is 'a,1,0,90,1', but a point is")]
    [InlineData("experiment,layer,minibatch,mean,std\na,2,0,90,1\na,2,0,91,\n", "line 3, is the second point of 'a', layer 2, at minibatch 0")]
    public void What_is_wrong_with_published_angles_is_told(string csv, string message) =>
        Assert.Contains(message, Assert.Throws<ReportException>(() => PublishedAngles.Read(csv, "x.csv")).Message, StringComparison.Ordinal);

    private static string Write(PublishedAngles angles, params string[] runs) => Comparison.Write(
        RunGroup.Of(RunSeries.Read(runs)),
        PublishedCurves.Read("experiment,epoch,mean,std\nmnist,1,94.02,0.31\nmnist,3,96.37,0.17\nmnist,50,97.61,0.10\n", "published"),
        angles);

    // Without the spaces that align the columns.
    private static string Packed(string table)
    {
        StringBuilder packed = new();
        foreach (char letter in table)
        {
            if (letter != ' ' || packed.Length == 0 || packed[^1] != ' ')
                packed.Append(letter);
        }

        return packed.ToString();
    }
}
