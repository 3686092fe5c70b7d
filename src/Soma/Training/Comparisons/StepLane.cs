using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Comparisons;

/// <summary>One of the two that learn in turn while they are timed.</summary>
internal sealed class StepLane<T>(Experiment experiment, ILearningRule<T> rule, Dataset train, ThreadTeam team, TimeProvider time)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Synapses<T> _synapses = rule.Grow(experiment.Network, new RandomStream(experiment.Seed).Split("weights"));
    private readonly PhaseRecord<T> _record = rule.Prepare(experiment.Network, experiment.BatchSize, team);
    private readonly Batch<T> _batch = new(experiment.BatchSize, train.Features, train.Classes);
    private readonly BatchStream _stream = new(train, experiment.BatchSize, new RandomStream(experiment.Seed).Split("shuffle"));

    /// <summary>Learns from the first minibatches of an epoch, the same ones for the same number.</summary>
    /// <returns>Milliseconds of each; null if the rule diverged.</returns>
    public IReadOnlyList<double>? Take(int epoch, int minibatches, CancellationToken cancellation)
    {
        _stream.Begin(epoch);
        _batch.Random = new RandomStream(experiment.Seed).Split("minibatch").Split(string.Create(CultureInfo.InvariantCulture, $"epoch/{epoch}"));
        List<double> milliseconds = [];
        while (milliseconds.Count < minibatches && _stream.Next(_batch))
        {
            cancellation.ThrowIfCancellationRequested();
            _batch.Random.MoveTo((ulong)milliseconds.Count);
            long began = time.GetTimestamp();
            if (rule.RunPhases(_synapses, _batch, _record).HasDiverged)
                return null;
            rule.Update(_synapses, _record, rateFactor: 1);
            milliseconds.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }

        return milliseconds;
    }
}
