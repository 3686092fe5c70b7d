using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Training.Options;

namespace Soma.Training.Comparisons;

/// <summary>Measures <see cref="LayerAngles"/> of networks of one experiment, on the same minibatches whatever the experiment and its seed. The buffers are made once.</summary>
public sealed class LayerAngleMeasurement
{
    private readonly UpdateAlignment _update;
    private readonly UpdateAlignment? _step;
    private readonly BatchStream _stream;
    private readonly Batch<double> _batch;
    private readonly int _minibatches;

    /// <summary>Makes the buffers.</summary>
    /// <param name="experiment">Names the rule, the layers and the size of a minibatch.</param>
    /// <param name="train">The samples.</param>
    /// <param name="minibatches">How many an angle is the mean of; at most an epoch, at least 1.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    public LayerAngleMeasurement(Experiment experiment, Dataset train, int minibatches, ThreadTeam team)
    {
        Experiment plain = WithoutOptimizer(experiment);
        _update = Alignment(plain, team);
        _step = ReferenceEquals(plain, experiment) ? null : Alignment(experiment, team);
        _stream = new BatchStream(experiment.Transform.Of(train), experiment.BatchSize, new RandomStream(0).Split("comparison"));
        _batch = new Batch<double>(experiment.BatchSize, train.Features, train.Classes);
        _minibatches = minibatches;
    }

    /// <summary>Measures a network; changes nothing in it.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="synapses">The network.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LayerAngles Measure<T>(Synapses<T> synapses, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<double> update = Mean(_update, synapses, cancellation);
        return new(update, _step is null ? update : Mean(_step, synapses, cancellation));
    }

    private double[] Mean<T>(UpdateAlignment alignment, Synapses<T> synapses, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<IReadOnlyList<double>> angles = [];
        _stream.Begin(epoch: 0);
        while (angles.Count < _minibatches && _stream.Next(_batch))
        {
            cancellation.ThrowIfCancellationRequested();
            _batch.Random = new RandomStream(0).Split(string.Create(CultureInfo.InvariantCulture, $"comparison/{angles.Count}"));
            angles.Add(alignment.Degrees(synapses, _batch));
        }

        return [.. Enumerable.Range(0, synapses.Architecture.OutputLayer).Select(layer => angles.Select(degrees => degrees[layer]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
    }

    // A rule that names its loss is held against that one's gradient; one whose rates cannot be negative, against a perceptron whose outputs cannot be either.
    private static UpdateAlignment Alignment(Experiment experiment, ThreadTeam team)
    {
        ILearningRule<double> rule = experiment.Rule.Create<double>();
        (Loss loss, OutputActivation output) = experiment.Rule.Options is MultilayerOptions perceptron
            ? (perceptron.Loss, perceptron.OutputActivation)
            : (Loss.MeanSquared, rule.Card.RatesAreBounded ? OutputActivation.Relu : OutputActivation.None);
        return new(rule, experiment.Network, experiment.BatchSize, team, loss, output);
    }

    private static Experiment WithoutOptimizer(Experiment experiment)
    {
        string[] keys = [.. OptionsBinder.Describe(experiment.Rule.Info.Options).Select(static option => option.Path).Where(static path => path.StartsWith("optimizer.", StringComparison.Ordinal))];
        string[] plain = ["optimizer.name=sgd", "optimizer.momentum=0", "optimizer.nesterov=false", "optimizer.decay=0"];
        return keys.Length == 0
            ? experiment
            : ExperimentReader.Read(experiment.ToJson(), experiment.Name, [.. plain.Select(static change => $"rule.{change}")]);
    }
}
