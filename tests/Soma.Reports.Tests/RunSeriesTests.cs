using Soma.Testing;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class RunSeriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_folder_is_read_as_it_was_written()
    {
        string folder = RunFolders.Write(_folder, "mnist", 10, [0.94, 0.96], planned: 50, source: "a paper");
        RunSeries run = Assert.Single(RunSeries.Read(folder));
        Assert.Equal(("mnist", "a paper", 10ul, 50), (run.Name, run.Source, run.Seed, run.PlannedEpochs));
        Assert.Equal([0.94, 0.96], run.Epochs.Select(static epoch => epoch.TestAccuracy));
        Assert.Equal([0.945, 0.965], run.Epochs.Select(static epoch => Math.Round(epoch.TrainAccuracy, 12)));
        Assert.Equal([88], run.Epochs[1].AlignmentAngles);
        Assert.Equal((0.25, 0.125), (run.Epochs[0].Silent[0], run.Epochs[0].Saturated[0]));
        Assert.Equal((0.95, 1.5, 9), (run.Epochs[0].RateFactor, run.Epochs[0].MillisecondsPerMinibatch, run.Epochs[0].Seconds));
        Assert.Equal((2, 50), (run.Epochs[1].Epoch, run.Epochs[1].Epochs));
    }

    // Catches a user being told that the file of another kind of run is broken.
    [Fact]
    public void The_run_of_a_vector_field_is_sent_where_its_figures_are()
    {
        string folder = _folder.Folder("spiral");
        File.WriteAllText(Path.Combine(folder, "experiment.json"), """{ "name": "spiral", "system": "spiral", "iterations": 10 }""");
        string message = Assert.Throws<ReportException>(() => RunSeries.Read(folder)).Message;
        Assert.Contains("the run of a vector field", message, StringComparison.Ordinal);
        Assert.Contains($"soma ode resume {folder}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("metrics.csv", message, StringComparison.Ordinal);
    }

    // A rule without feedback synapses has no angles, a deeper network more columns, and a later version may add some.
    [Fact]
    public void Columns_are_found_by_name()
    {
        string folder = RunFolders.Write(_folder, "deep", 0, [0.5]);
        Metrics(folder, "epoch,seconds,angle.2,angle.3,new,train_accuracy,test_accuracy\r\n1,3,70,80,5,0.25,0.75\r\n");
        RunSeries run = RunSeries.Read(folder)[0];
        Assert.Equal([70, 80], run.Epochs[0].AlignmentAngles);
        Assert.Equal((0.25, 0.75, 3), (run.Epochs[0].TrainAccuracy, run.Epochs[0].TestAccuracy, run.Epochs[0].Seconds));
        Assert.Empty(run.Epochs[0].Silent);
        Assert.True(double.IsNaN(run.Epochs[0].MillisecondsPerMinibatch));
    }

    [Theory]
    [InlineData("", "is missing or holds no epoch")]
    [InlineData(RunFolders.Header, "is missing or holds no epoch")]
    [InlineData("epoch,seconds\n1,9\n", "has no column 'train_accuracy' and 'test_accuracy'")]
    [InlineData("once upon a time\n", "begins with 'once upon a time'")]
    [InlineData(RunFolders.Header + "1,1,0.9,0.9,80,0,0,1,1\n2,1,0.9,0.", "Line 3 of ")]
    [InlineData(RunFolders.Header + "1,1,0.9,ninety,80,0,0,1,1\n", "Line 2 of ")]
    [InlineData(RunFolders.Header + "1,1,0.9,0.9,80,0,0,1,1\n3,1,0.9,0.9,80,0,0,1,1\n", "line 3, is of epoch 3, but epoch 2 comes next")]
    [InlineData(RunFolders.Header + "1,1,0.9,NaN,80,0,0,1,1\n", "line 2, has test_accuracy NaN, but it is a share from 0 to 1")]
    [InlineData(RunFolders.Header + "1,1,0.9,97.61,80,0,0,1,1\n", "line 2, has test_accuracy 97.61, but it is a share from 0 to 1")]
    public void Broken_metrics_are_refused_with_their_place(string metrics, string fault)
    {
        string folder = RunFolders.Write(_folder, "mnist", 0, [0.9]);
        Metrics(folder, metrics);
        string problem = Assert.Single(Assert.Throws<ReportException>(() => RunSeries.Read(folder)).Problems);
        Assert.Contains(Path.Combine(folder, "metrics.csv"), problem, StringComparison.Ordinal);
        Assert.Contains(fault, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not JSON at line 1")]
    [InlineData("{\n  \"name\": \"mnist\",\n  \"se", "is not JSON at line 3")]
    [InlineData("[1]", "holds a JSON Array, but an experiment is an object")]
    [InlineData("{\"seed\":0,\"epochs\":1}", "no readable \"name\"")]
    [InlineData("{\"name\":\"a\\u0007b\",\"seed\":0,\"epochs\":1}", "no readable \"name\"")]
    [InlineData("{\"name\":\"a\",\"seed\":-1,\"epochs\":1}", "no whole number \"seed\"")]
    [InlineData("{\"name\":\"a\",\"seed\":0,\"epochs\":\"1\"}", "no \"epochs\" of at least 1")]
    public void A_broken_experiment_is_refused(string json, string fault)
    {
        string folder = RunFolders.Write(_folder, "mnist", 0, [0.9]);
        File.WriteAllText(Path.Combine(folder, "experiment.json"), json);
        string problem = Assert.Single(Assert.Throws<ReportException>(() => RunSeries.Read(folder)).Problems);
        Assert.Contains(fault, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_all_folders_is_said_at_once()
    {
        string whole = RunFolders.Write(_folder, "mnist", 0, [0.9]), empty = _folder.Folder("empty"), broken = RunFolders.Write(_folder, "mnist", 1, [0.9]);
        Metrics(broken, RunFolders.Header + "1,1,-1,2,80,0,0,1,1\n");
        ReportException refusal = Assert.Throws<ReportException>(() => RunSeries.Read(_folder.File("missing"), empty, whole, broken));
        Assert.Collection(
            refusal.Problems,
            static problem => Assert.StartsWith("There is no run folder", problem, StringComparison.Ordinal),
            static problem => Assert.Contains("experiment.json', nor is there a run in a folder below", problem, StringComparison.Ordinal),
            static problem => Assert.Contains("train_accuracy -1", problem, StringComparison.Ordinal),
            static problem => Assert.Contains("test_accuracy 2", problem, StringComparison.Ordinal));
        Assert.All(refusal.Problems, problem => Assert.Contains(problem, refusal.Message, StringComparison.Ordinal));
    }

    private static void Metrics(string folder, string text) => File.WriteAllText(Path.Combine(folder, "metrics.csv"), text);
}
