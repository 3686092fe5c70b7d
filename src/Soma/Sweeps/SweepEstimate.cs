using Soma.Numerics;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Guesses how long runs will take.</summary>
internal sealed class SweepEstimate(SweepData data, TimeProvider time)
{
    // The first ones make buffers and compile; a few more are enough for a guess.
    private const int Warming = 2, Measured = 8;

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
        TrainingRun.Create(experiment, data.Of(experiment), team, time).Run(watch, watch.Token);
        return watch.SecondsOfEpoch;
    }

    /// <summary>Stops a run after a few minibatches.</summary>
    private sealed class Stopwatch(CancellationToken cancellation) : IRunObserver, IDisposable
    {
        private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        private double _milliseconds;
        private int _seen;

        public double SecondsOfEpoch { get; private set; }

        public CancellationToken Token => _enough.Token;

        public void OnStarted(RunStart start)
        {
        }

        public void OnMinibatch(in MinibatchReport minibatch)
        {
            if (_seen++ >= Warming)
                _milliseconds += minibatch.Milliseconds;
            SecondsOfEpoch = _milliseconds / Math.Max(1, _seen - Warming) * minibatch.Minibatches / 1000;
            if (_seen >= Warming + Measured)
                _enough.Cancel();
        }

        public void OnEpoch(EpochReport epoch) => _enough.Cancel();

        public void OnEnded(RunResult result)
        {
        }

        public void Dispose() => _enough.Dispose();
    }
}
