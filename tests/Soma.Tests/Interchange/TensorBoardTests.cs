using System.Text;
using Soma.Interchange;
using Soma.Numerics;
using Soma.Testing;
using Soma.Tests.Training;
using Soma.Training;

namespace Soma.Tests.Interchange;

public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    private string Events => Path.Combine(Run, "tensorboard", "events.out.tfevents.0.soma");

    public void Dispose() => _folder.Dispose();

    // The check value of CRC-32C as its catalogues give it: the tests' own reader must not be wrong in the same way as the writer.
    [Fact]
    public void The_reader_of_these_tests_knows_the_published_check_sum() => Assert.Equal(0xe3069283, EventRecords.Sum(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void An_event_file_holds_the_metrics_of_every_epoch()
    {
        Train("epochs=3");
        IReadOnlyList<EventRecord> records = EventRecords.Read(File.ReadAllBytes(Events));
        Assert.Equal("brain.Event:2", records[0].Version);
        AssertIsMetrics(records.Skip(1));
        Assert.All(records, static record => Assert.Equal(FixedTime.Seconds, record.WallTime));
    }

    // Catches a step that occurs twice after a resume, and one that is missing.
    [Fact]
    public void A_run_that_goes_on_goes_on_in_the_same_file_without_a_step_twice()
    {
        Train("epochs=2");
        using (RecordingObserver stop = new(stopAfter: 3))
            Resume(4, stop, stop.Token);
        byte[] unfinished = File.ReadAllBytes(Events);

        // What a process leaves that is killed while it writes a record.
        File.WriteAllBytes(Events, [.. unfinished, .. unfinished.AsSpan(0, 20)]);
        Resume(4, SilentObserver.Instance, CancellationToken.None);
        AssertIsMetrics(EventRecords.Read(File.ReadAllBytes(Events)).Skip(1));
        Assert.Equal([1, 2, 3, 4], EventRecords.Read(File.ReadAllBytes(Events)).Skip(1).Select(static record => record.Step));
    }

    // A run that was watched only from some epoch on has all epochs all the same.
    [Fact]
    public void A_run_that_is_watched_later_shows_the_epochs_of_before()
    {
        Train("epochs=2", static observer => observer);
        Assert.False(File.Exists(Events));
        Resume(3, SilentObserver.Instance, CancellationToken.None);
        AssertIsMetrics(EventRecords.Read(File.ReadAllBytes(Events)).Skip(1));
    }

    [Fact]
    public void What_was_not_measured_in_an_epoch_has_no_point()
    {
        Train("epochs=2", observer => new TensorBoardObserver(observer, new FixedTime()), "information.watch=true", "information.every=2");
        EventRecord[] records = [.. EventRecords.Read(File.ReadAllBytes(Events)).Skip(1)];
        Assert.DoesNotContain(records[0].Scalars, static scalar => scalar.Tag == "objective");
        Assert.Contains(records[1].Scalars, static scalar => scalar.Tag == "objective");
    }

    [Fact]
    public void A_run_that_is_overwritten_leaves_no_events_of_the_one_before()
    {
        Train("epochs=1");
        RunFolder.Create(Run, TinyProblem.Experiment("epochs=1"), overwrite: true).Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(Events)));
    }

    [Fact]
    public void The_observer_allocates_nothing_in_a_step()
    {
        using ThreadTeam team = new(1);
        AllocationObserver observer = new();
        using RunFolder folder = RunFolder.Create(Run, TinyProblem.Experiment("epochs=3", "angleEvery=0"));
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(new TensorBoardObserver(observer), CancellationToken.None);
        Assert.Equal(0, observer.BytesOfLastEpoch);
    }

    private void AssertIsMetrics(IEnumerable<EventRecord> records)
    {
        MetricsTable metrics = MetricsTable.Read(Path.Combine(Run, "metrics.csv"));
        EventRecord[] epochs = [.. records];
        Assert.Equal(metrics.Rows.Count, epochs.Length);
        foreach ((EventRecord record, IReadOnlyList<double> row) in epochs.Zip(metrics.Rows))
        {
            Assert.Equal((long)row[0], record.Step);
            Assert.Equal(metrics.Columns.Skip(1).Zip(row.Skip(1), static (tag, value) => (tag, (float)value)), record.Scalars);
        }
    }

    private void Train(string epochs) => Train(epochs, static observer => new TensorBoardObserver(observer, new FixedTime()));

    private void Train(string epochs, Func<IRunObserver, IRunObserver> observing, params string[] more)
    {
        using RunFolder folder = RunFolder.Create(Run, TinyProblem.Experiment([epochs, .. more]), time: new FixedTime());
        using ThreadTeam team = new(1);
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(observing(SilentObserver.Instance), CancellationToken.None);
    }

    private void Resume(int epochs, IRunObserver observer, CancellationToken cancellation)
    {
        using RunFolder folder = RunFolder.Open(Run, epochs, new FixedTime());
        using ThreadTeam team = new(1);
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(new TensorBoardObserver(observer, new FixedTime()), cancellation);
    }

    private sealed class FixedTime : TimeProvider
    {
        // 2001-02-03 04:05:06 in universal time.
        public const double Seconds = 981173106;

        public override DateTimeOffset GetUtcNow() => new(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
