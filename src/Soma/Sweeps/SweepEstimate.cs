using System.Text.Json.Nodes;
using Soma.Data;
using Soma.Numerics;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>Guesses how long runs will take.</summary>
internal sealed class SweepEstimate(SweepData data, TimeProvider time)
{
    // A program that has just begun is slow at first: it is watched for so many minibatches or so long, and judged by the last of them.
    private const int MostMinibatches = 200, FewestMinibatches = 5, Judged = 5, MostEpochs = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    // Each kind of network costs a moment to measure; further ones are taken to be like the first.
    private const int MostKinds = 6;

    /// <summary>About how long the open runs of a sweep will take.</summary>
    public TimeSpan Of(SweepSurvey survey, JobShare share, CancellationToken cancellation)
    {
        Dictionary<string, double> secondsOfEpoch = Recorded(survey);
        double seconds = 0;
        foreach (CellResult open in survey.Open)
        {
            string kind = KindOf(open.Cell.Experiment);
            if (!secondsOfEpoch.TryGetValue(kind, out double epoch))
                secondsOfEpoch[kind] = epoch = secondsOfEpoch.Count < MostKinds ? Measure(open.Cell.Experiment, share.ThreadsOf(share.Jobs - 1), _patience, MostMinibatches, cancellation).Median : secondsOfEpoch.Values.Average();
            seconds += epoch * (open.Cell.Experiment.Epochs - open.EpochsDone);
        }

        return TimeSpan.FromSeconds(seconds / share.Jobs);
    }

    /// <summary>About how long each run of a sweep takes from its start to its end, on one thread.</summary>
    /// <param name="survey">The runs; finished ones of the same kind tell how long they took.</param>
    /// <param name="patience">How long to try each kind that was never run; null to leave it.</param>
    /// <param name="cancellation">Ends the trying.</param>
    public IReadOnlyList<RunTime> Each(SweepSurvey survey, TimeSpan? patience, CancellationToken cancellation)
    {
        Dictionary<string, double> recorded = Recorded(survey);
        Dictionary<string, Experiment> kinds = [];
        foreach (Experiment experiment in survey.Results.Select(static result => result.Cell.Experiment).Where(experiment => patience is not null && !recorded.ContainsKey(KindOf(experiment))))
            kinds.TryAdd(KindOf(experiment), experiment);

        // A program that has just begun is slow at first: it is watched for a while, and all kinds are run once before they are run to be judged. Each is as quick as it ever was.
        Dictionary<string, double> tried = [];
        foreach ((string kind, Experiment experiment) in kinds)
            tried[kind] = Try(experiment, tried.Values.Any(static seconds => seconds > 0) ? patience!.Value : _patience, cancellation);
        foreach ((string kind, Experiment experiment) in kinds.Where(kind => tried[kind.Key] > 0))
            tried[kind] = Math.Min(tried[kind], Try(experiment, patience!.Value, cancellation));
        return [.. survey.Results.Select(result =>
        {
            Experiment experiment = result.Cell.Experiment;
            bool isRecorded = recorded.TryGetValue(KindOf(experiment), out double seconds);
            if (!isRecorded)
                seconds = tried.GetValueOrDefault(KindOf(experiment));
            return new RunTime(seconds > 0 ? TimeSpan.FromSeconds(seconds * experiment.Epochs) : null, isRecorded);
        })];
    }

    private static Dictionary<string, double> Recorded(SweepSurvey survey)
    {
        Dictionary<string, double> secondsOfEpoch = [];
        foreach (CellResult finished in survey.Results.Where(static result => result.Seconds is > 0))
            secondsOfEpoch.TryAdd(KindOf(finished.Cell.Experiment), finished.Seconds!.Value / finished.Cell.Experiment.Epochs);
        return secondsOfEpoch;
    }

    // Rates and the like take no time; layers, sweeps, domains and optimizers do.
    private static string KindOf(Experiment experiment) =>
        FormattableString.Invariant($"{experiment.Data} {experiment.Network} {experiment.Rule.Name} {experiment.BatchSize} {experiment.Precision} {ShapeOf(OptionsWriter.Write(experiment.Rule.Options))}");

    private static string ShapeOf(JsonNode? option) => option switch
    {
        JsonObject record => string.Join(' ', record.Select(static pair => $"{pair.Key}:{ShapeOf(pair.Value)}")),
        JsonArray list => string.Join(' ', list.Select(ShapeOf)),
        JsonValue value when value.TryGetValue(out double _) => "",
        _ => option?.ToJsonString(JsonText.Compact) ?? "",
    };

    private double Try(Experiment experiment, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            DatasetPair samples = data.Of(experiment);
            return Measure(experiment, 1, patience, int.MaxValue, cancellation).Quickest * (samples.Train.Count + samples.Test.Count) / samples.Train.Count;
        }
        catch (DataException)
        {
            return 0;
        }
    }

    private (double Median, double Quickest) Measure(Experiment experiment, int threads, TimeSpan patience, int most, CancellationToken cancellation)
    {
        using ThreadTeam team = new(threads);
        using Stopwatch watch = new(patience, most, cancellation);
        TrainingRun.Create(experiment with { Epochs = MostEpochs }, data.Of(experiment), team, time).Run(watch, watch.Token);
        return (watch.Median, watch.Quickest);
    }

    /// <summary>Stops a run after a few minibatches.</summary>
    private sealed class Stopwatch(TimeSpan patience, int most, CancellationToken cancellation) : IRunObserver, IDisposable
    {
        private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        private readonly List<double> _seen = [];
        private double _passed;

        /// <summary>Seconds of an epoch, as the last minibatches went.</summary>
        public double Median { get; private set; }

        /// <summary>Seconds of an epoch, as the quickest minibatch went: where each kind gets a moment only, it is the one that nothing held up.</summary>
        public double Quickest { get; private set; }

        public CancellationToken Token => _enough.Token;

        public void OnStarted(RunStart start)
        {
        }

        public void OnMinibatch(in MinibatchReport minibatch)
        {
            _passed += minibatch.Milliseconds;
            _seen.Add(minibatch.Milliseconds);
            if (_seen.Count < FewestMinibatches)
                return;

            // The median, since a machine that does other work makes some of them wait.
            Median = _seen.TakeLast(Judged).Order().ElementAt(Judged / 2) * minibatch.Minibatches / 1000;
            Quickest = _seen.Min() * minibatch.Minibatches / 1000;
            if (_seen.Count >= most || _passed >= patience.TotalMilliseconds)
                _enough.Cancel();
        }

        public void OnEpoch(EpochReport epoch)
        {
            // An epoch of a few minibatches only.
            if (_seen.Count < FewestMinibatches)
                Median = Quickest = epoch.Seconds;
        }

        public void OnEnded(RunResult result)
        {
        }

        public void Dispose() => _enough.Dispose();
    }
}
