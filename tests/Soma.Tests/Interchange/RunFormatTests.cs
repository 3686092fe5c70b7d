using System.Text.Json;
using Soma.Checkpoints;
using Soma.Interchange;
using Soma.Numerics;
using Soma.Testing;
using Soma.Tests.Training;
using Soma.Training;

namespace Soma.Tests.Interchange;

public sealed class RunFormatTests : IDisposable
{
    private const string Adam = """
        {
          "name": "tiny", "data": "mnist", "architecture": [12, 9, 3], "batchSize": 8, "epochs": 2, "seed": 5,
          "rule": { "name": "backpropagation", "optimizer": { "name": "adam" } }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 9 units are no whole panel: padding that leaked would show as zeros, or as a file too long; a transposed matrix as another order.
    [Theory]
    [InlineData("float", "<f4")]
    [InlineData("double", "<f8")]
    public void A_numpy_archive_holds_the_values_of_the_checkpoint_row_by_row(string precision, string type)
    {
        string run = Train(TinyProblem.Experiment("epochs=1", $"precision={precision}"));
        IReadOnlyList<NumpyArray> arrays = NumpyReader.Read(Export("npz", run));
        SafeTensorsFile checkpoint = SafeTensors.Read(Path.Combine(run, "checkpoint.safetensors"));
        Assert.Equal(checkpoint.Names, arrays.Select(static array => array.Name));
        Assert.Equal([9, 12], arrays[0].Shape);
        foreach (NumpyArray array in arrays)
        {
            Assert.Equal(type, array.Type);
            Assert.Equal(checkpoint.ShapeOf(array.Name), array.Shape);
            Assert.Equal(checkpoint.Values<double>(array.Name), array.Values);
        }
    }

    [Theory]
    [InlineData("npz")]
    [InlineData("safetensors")]
    public void What_only_training_needs_is_left_out_unless_it_is_asked_for(string format)
    {
        string run = Train(ExperimentReader.Read(Adam, "tiny", ["guard.on=true", "epochs=1"]));
        Assert.Equal(["wff.1", "bias.1", "wff.2", "bias.2"], NamesIn(Export(format, run)));
        Assert.Equal(SafeTensors.Read(Path.Combine(run, "checkpoint.safetensors")).Names, NamesIn(Export(format, run, all: true)));
    }

    [Fact]
    public void A_safetensors_file_holds_the_values_and_says_what_was_trained_but_is_no_checkpoint()
    {
        string run = Train(TinyProblem.Experiment("epochs=1"));
        SafeTensorsFile exported = SafeTensors.Read(Export("safetensors", run)), checkpoint = SafeTensors.Read(Path.Combine(run, "checkpoint.safetensors"));
        Assert.All(checkpoint.Names, name => Assert.Equal(checkpoint.Values<float>(name), exported.Values<float>(name)));
        Assert.Equal(checkpoint.Metadata["experiment"], exported.Metadata["experiment"]);
        Assert.DoesNotContain(exported.Metadata.Keys, static key => key.StartsWith(CheckpointFormat.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Json_lines_hold_the_metrics_and_null_for_what_was_not_measured()
    {
        string run = Train(TinyProblem.Experiment("epochs=2", "information.watch=true", "information.every=2"));
        MetricsTable metrics = MetricsTable.Read(Path.Combine(run, "metrics.csv"));
        JsonElement[] lines = [.. File.ReadLines(Export("jsonl", run)).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, lines.Length);
        Assert.Equal(["run", .. metrics.Columns], lines[0].EnumerateObject().Select(static member => member.Name));
        Assert.Equal("run", lines[1].GetProperty("run").GetString());
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("objective").ValueKind);
        Assert.Equal(metrics.Rows[1], metrics.Columns.Select(column => lines[1].GetProperty(column).GetDouble()));
    }

    [Fact]
    public void A_table_has_the_run_in_its_first_column_quoted_where_it_has_commas()
    {
        string run = Train(TinyProblem.Experiment("epochs=1"), "leak=0.2,seed=0");
        string[] metrics = File.ReadAllLines(Path.Combine(run, "metrics.csv"));
        Assert.Equal([$"run,{metrics[0]}", $"\"leak=0.2,seed=0\",{metrics[1]}"], File.ReadAllLines(Export("csv", run)));
    }

    [Fact]
    public void An_exported_event_file_holds_the_metrics_with_the_times_of_the_events()
    {
        string run = Train(TinyProblem.Experiment("epochs=2"));
        IReadOnlyList<EventRecord> records = EventRecords.Read(File.ReadAllBytes(Export("tensorboard", run)));
        MetricsTable metrics = MetricsTable.Read(Path.Combine(run, "metrics.csv"));
        Assert.Equal(metrics.Column("test_accuracy").Select(static value => (float)value), records.Skip(1).Select(static record => record.Scalars.Single(static scalar => scalar.Tag == "test_accuracy").Value));
        DateTimeOffset[] noted = [.. File.ReadLines(Path.Combine(run, "events.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement).Where(static line => line.GetProperty("event").GetString() == "epoch").Select(static line => line.GetProperty("time").GetDateTimeOffset())];
        Assert.Equal(noted.Select(static time => (time - DateTimeOffset.UnixEpoch).TotalSeconds), records.Skip(1).Select(static record => record.WallTime));
    }

    // The clock, a dictionary's order or a name of the machine would show.
    [Fact]
    public void Every_format_gives_the_same_bytes_twice()
    {
        string run = Train(TinyProblem.Experiment("epochs=1"));
        Assert.All(RunFormats.All, format => Assert.Equal(File.ReadAllBytes(Export(format.Name, run)), File.ReadAllBytes(Export(format.Name, run))));
    }

    [Fact]
    public void A_run_without_an_epoch_is_refused_in_every_format()
    {
        string run = _folder.File("new");
        RunFolder.Create(run, TinyProblem.Experiment()).Dispose();
        Assert.All(RunFormats.All, format => Assert.Contains("its first epoch is not over yet", Assert.Throws<RunFolderException>(() => format.Read(StoredRun.Open(run), all: false)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_says_whether_somebody_is_training_in_it()
    {
        string run = _folder.File("new");
        using (RunFolder.Create(run, TinyProblem.Experiment()))
            Assert.True(StoredRun.Open(run).IsBeingWritten);

        // What a killed process leaves is no lock.
        File.WriteAllText(Path.Combine(run, ".lock"), "");
        Assert.False(StoredRun.Open(run).IsBeingWritten);
    }

    private static IEnumerable<string> NamesIn(string file) => Path.GetExtension(file) == ".npz" ? NumpyReader.Read(file).Select(static array => array.Name) : SafeTensors.Read(file).Names;

    private string Export(string name, string run, bool all = false)
    {
        IRunFormat format = RunFormats.Find(name)!;
        string file = _folder.File(format.FileOf("exported"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.Write(file, format.Read(StoredRun.Open(run), all));
        return file;
    }

    private string Train(Experiment experiment, string name = "run")
    {
        string run = _folder.File(name);
        using RunFolder folder = RunFolder.Create(run, experiment);
        using ThreadTeam team = new(1);
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None);
        return run;
    }
}
