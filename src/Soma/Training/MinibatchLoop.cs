using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>What is done thousands of times: deal a minibatch, live through it, learn. A step allocates nothing.</summary>
internal sealed class MinibatchLoop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILearningRule<T> _rule;
    private readonly LearningRateSchedule _schedule;
    private readonly UpdateGuard _guard;
    private readonly BatchStream _stream;
    private readonly Batch<T> _batch;
    private readonly PhaseRecord<T> _record;
    private readonly RandomStream _minibatchRandom;
    private readonly ImageAugmentation<T>? _augmentation;
    private readonly RandomStream _augmentationRandom;
    private readonly int _outputLayer;
    private RandomStream _epochAugmentation = new(0);

    public MinibatchLoop(Experiment experiment, ILearningRule<T> rule, Dataset data, ThreadTeam team, RandomStream root)
    {
        _rule = rule;
        _schedule = new LearningRateSchedule(experiment.Schedule);
        _guard = experiment.Guard;
        data = experiment.Transform.Of(data);
        _stream = new BatchStream(data, experiment.BatchSize, root.Split("shuffle"));
        _augmentation = experiment.Transform.AugmentationOf<T>(data);
        _augmentationRandom = root.Split("augmentation");
        _batch = new Batch<T>(experiment.BatchSize, data.Features, data.Classes);
        _record = rule.Prepare(experiment.Network, experiment.BatchSize, team);
        _minibatchRandom = root.Split("minibatch");
        _outputLayer = experiment.Network.OutputLayer;
    }

    /// <summary>What the last minibatch was lived through in.</summary>
    public PhaseRecord<T> Record => _record;

    /// <summary>Minibatches per epoch.</summary>
    public int Minibatches => _stream.Minibatches;

    /// <summary>What the learning rates are multiplied by at the start of this epoch.</summary>
    public double RateFactor { get; private set; }

    /// <summary>Enters the epoch where the state stands.</summary>
    public void Begin(TrainingState<T> state)
    {
        RateFactor = _schedule.FactorAt(state.Epoch, Minibatches);
        _stream.Begin(state.Epoch, state.Minibatch);
        _epochAugmentation = _augmentationRandom.Split(string.Create(CultureInfo.InvariantCulture, $"epoch/{state.Epoch}"));
        _batch.Random = _minibatchRandom.Split(string.Create(CultureInfo.InvariantCulture, $"epoch/{state.Epoch}"));
    }

    /// <summary>One minibatch. There must be one left.</summary>
    /// <returns>How the relaxations ended; after a divergence nothing was learned and the state stands where it stood.</returns>
    public RelaxationOutcome Step(TrainingState<T> state)
    {
        if (!_stream.Next(_batch))
            throw new InvalidOperationException("The epoch has no minibatch left.");
        _epochAugmentation.MoveTo((ulong)state.Minibatch);
        _augmentation?.Apply(_batch, _epochAugmentation);
        _batch.Random.MoveTo((ulong)state.Minibatch);
        RelaxationOutcome outcome = _rule.RunPhases(state.Synapses, _batch, _record);
        if (outcome.HasDiverged)
            return outcome;

        // The first phase is the free one: what the network answers before it is taught.
        state.Correct += Accuracy.Correct<T>(_record[0].Rates[_outputLayer], _batch.Labels);
        double rateFactor = _schedule.FactorAt(state.Epoch, state.Minibatch, Minibatches) * state.Guard.ShareOf(_guard);
        _rule.Update(state.Synapses, _record, rateFactor);
        state.Minibatch++;
        return outcome;
    }

    /// <summary>Samples in the minibatches of this epoch that are done.</summary>
    public int SamplesSeen(TrainingState<T> state) => (int)Math.Min((long)state.Minibatch * _stream.BatchSize, _stream.Data.Count);
}
