using Soma.Numerics;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Guesses how long runs will take.</summary>
internal sealed class SweepEstimate(SweepData data, TimeProvider time)
{
    // A program that has just begun is slow at first: it is watched for so many minibatches or so long, and judged by the last of them.
    private const int MostMinibatches = 200, FewestMinibatches = 5, Judged = 5, MostEpochs = 20;
    private const double MostMilliseconds = 3000;

    // Each kind of network costs a moment to measure; further ones are taken to be like the first.
    private const int MostKinds = 6;

    /// <summary>About how long the open runs of a sweep will take.</summary>
    public TimeSpan Of(SweepSurvey survey, JobShare share, CancellationToken cancellation)
    {
        Dictionary<string, double> secondsOfEpoch = [];
        foreach (CellResult finished in survey.Results.Where(static result => result.Seconds is > 0))
            secondsOfEpoch.TryAdd(KindOf(finished.Cell.Experiment), finished.Seconds!.Value / finished.Cell.Experiment.Epochs);
        double seconds = 0;
        foreach (CellResult open in survey.Open)
        {
            string kind = KindOf(open.Cell.Experiment);
            if (!secondsOfEpoch.TryGetValue(kind, out double epoch))
                secondsOfEpoch[kind] = epoch = secondsOfEpoch.Count < MostKinds ? Measure(open.Cell.Experiment, share, cancellation) : secondsOfEpoch.Values.Average();
            seconds += epoch * (open.Cell.Experiment.Epochs - open.EpochsDone);
        }

        return TimeSpan.FromSeconds(seconds / share.Jobs);
    }

    private static string KindOf(Experiment experiment) => FormattableString.Invariant($"{experiment.Data} {experiment.Network} {experiment.Rule.Name} {experiment.BatchSize} {experiment.Precision}");

    private double Measure(Experiment experiment, JobShare share, CancellationToken cancellation)
    {
        using ThreadTeam team = new(share.ThreadsOf(share.Jobs - 1));
        using Stopwatch watch = new(cancellation);
        TrainingRun.Create(experiment with { Epochs = MostEpochs }, data.Of(experiment), team, time).Run(watch, watch.Token);
        return watch.SecondsOfEpoch;
    }

    /// <summary>Stops a run after a few minibatches.</summary>
    private sealed class Stopwatch(CancellationToken cancellation) : IRunObserver, IDisposable
    {
        private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        private readonly List<double> _seen = [];
        private double _passed;

        public double SecondsOfEpoch { get; private set; }

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
            SecondsOfEpoch = _seen.TakeLast(Judged).Order().ElementAt(Judged / 2) * minibatch.Minibatches / 1000;
            if (_seen.Count >= MostMinibatches || _passed >= MostMilliseconds)
                _enough.Cancel();
        }

        public void OnEpoch(EpochReport epoch)
        {
            // An epoch of a few minibatches only.
            if (_seen.Count < FewestMinibatches)
                SecondsOfEpoch = epoch.Seconds;
        }

        public void OnEnded(RunResult result)
        {
        }

        public void Dispose() => _enough.Dispose();
    }
}
