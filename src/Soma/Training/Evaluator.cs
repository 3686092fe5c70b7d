using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Asks a network about every sample of a dataset; the buffers are made once.</summary>
internal sealed class Evaluator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILearningRule<T> _rule;
    private readonly Architecture _network;
    private readonly BatchStream _stream;
    private readonly Batch<T> _batch;
    private readonly Activity<T> _activity;

    public Evaluator(Experiment experiment, ILearningRule<T> rule, Dataset data, ThreadTeam team)
    {
        data = experiment.Transform.Of(data);
        _rule = rule;
        _network = experiment.Network;
        _stream = new BatchStream(data, experiment.BatchSize);
        _batch = new Batch<T>(experiment.BatchSize, data.Features, data.Classes);
        _activity = rule.Prepare(_network, experiment.BatchSize, team)[0];
    }

    /// <summary>Asks about every sample.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="epoch">Epochs it was trained for, from 0, for messages.</param>
    /// <param name="progress">Is told the samples done; may be null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="watcher">Is shown the activity; may be null.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EvaluationReport Run(Synapses<T> synapses, int epoch, IProgress<int>? progress, CancellationToken cancellation, IAnswerWatcher<T>? watcher = null)
    {
        int samples = 0;
        ClassCount[] classes = new ClassCount[_stream.Data.Classes];
        long[] silent = new long[_network.OutputLayer - 1], saturated = new long[_network.OutputLayer - 1];
        Divergence? divergence = null;
        _stream.Begin(epoch: 0);
        while (divergence is null && _stream.Next(_batch))
        {
            cancellation.ThrowIfCancellationRequested();
            RelaxationOutcome outcome = _rule.Infer(synapses, _batch, _activity);
            if (outcome.HasDiverged)
            {
                divergence = Divergence.Of(outcome, epoch, samples / _stream.BatchSize, duringEvaluation: true);
                continue;
            }

            watcher?.OnAnswers(samples, _batch, _activity);
            samples += _batch.Count;
            Count(classes);
            Count(silent, saturated);
            progress?.Report(samples);
        }

        return new EvaluationReport(_stream.Data.Name, samples, classes.Sum(static count => count.Correct), Shares(silent, samples), Shares(saturated, samples), divergence) { Classes = classes };
    }

    private void Count(ClassCount[] classes)
    {
        Matrix<T> outputs = _activity.Rates[_network.OutputLayer];
        for (int sample = 0; sample < _batch.Count; sample++)
        {
            int label = _batch.Labels[sample];
            bool right = Accuracy.Answer<T>(outputs.Row(sample)) == label;
            classes[label] = new ClassCount(classes[label].Samples + 1, classes[label].Correct + (right ? 1 : 0));
        }
    }

    private void Count(long[] silent, long[] saturated)
    {
        for (int layer = 1; layer < _network.OutputLayer; layer++)
        {
            (long zeros, long ones) = UnitActivity.Count(_activity.Rates[layer], _batch.Count);
            silent[layer - 1] += zeros;
            saturated[layer - 1] += ones;
        }
    }

    private double[] Shares(long[] counts, int samples) => [.. counts.Select((count, index) => samples == 0 ? 0 : (double)count / ((double)samples * _network[index + 1]))];
}
