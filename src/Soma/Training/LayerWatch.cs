using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Trains the first minibatches of an experiment and looks at every layer meanwhile: what it makes small by itself, and how strong the third factor of its learning is.</summary>
public static class LayerWatch
{
    /// <summary>Trains and looks; keeps nothing of the network.</summary>
    /// <param name="experiment">What to train; its rule learns layer by layer.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="minibatches">How many, at least 1; after an epoch the next one begins.</param>
    /// <param name="team">The threads; their number does not change what is seen.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One moment per minibatch, as it comes.</returns>
    /// <exception cref="ExperimentException">The rule does not learn layer by layer, or the network does not fit the data.</exception>
    /// <exception cref="ArithmeticException">The numbers diverged.</exception>
    public static IEnumerable<LayerMoment> Run(
        Experiment experiment, DatasetPair data, int minibatches, ThreadTeam team, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        data = DataFit.Divide(experiment, data);
        DataFit.Require(experiment, data.Train);
        return experiment.Precision == Precision.Bits64
            ? Moments<double>(experiment, data.Train, minibatches, team, time ?? TimeProvider.System, cancellation)
            : Moments<float>(experiment, data.Train, minibatches, team, time ?? TimeProvider.System, cancellation);
    }

    private static IEnumerable<LayerMoment> Moments<T>(Experiment experiment, Dataset data, int minibatches, ThreadTeam team, TimeProvider time, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ILearningRule<T> rule = experiment.Rule.Create<T>();
        return rule is ILayerwiseRule<T> layerwise
            ? Look(experiment, rule, layerwise, data, minibatches, team, time, cancellation)
            : throw new ExperimentException(experiment.Name, [new("rule", $"is {experiment.Rule.Name}, which has no objectives layer by layer to look at; phsic and layer-classification have.")]);
    }

    private static IEnumerable<LayerMoment> Look<T>(
        Experiment experiment, ILearningRule<T> rule, ILayerwiseRule<T> layers, Dataset data, int minibatches, ThreadTeam team, TimeProvider time, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream root = new(experiment.Seed);
        MinibatchLoop<T> loop = new(experiment, rule, data, team, root);
        TrainingState<T> state = new(rule.Grow(experiment.Network, root.Split("weights")));
        loop.Begin(state);
        for (int number = 1; number <= minibatches; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            long began = time.GetTimestamp();
            RelaxationOutcome outcome = loop.Step(state);
            double milliseconds = time.GetElapsedTime(began).TotalMilliseconds;
            if (outcome.HasDiverged)
                throw new ArithmeticException(Divergence.Of(outcome, state.Epoch, state.Minibatch, duringEvaluation: false).ToString());
            IEnumerable<double> factors = Enumerable.Range(1, experiment.Network.OutputLayer - 1).Select(layer => StrengthOf(layers.ThirdFactorOf(loop.Record, layer), loop.Record.Batch.Count));
            yield return new(number, layers.CrossEntropyOf(loop.Record), layers.ObjectivesOf(loop.Record), [.. factors.Where(double.IsFinite)], milliseconds);
            if (state.Minibatch == loop.Minibatches)
            {
                (state.Epoch, state.Minibatch) = (state.Epoch + 1, 0);
                loop.Begin(state);
            }
        }
    }

    // The root of the mean square; not a number where there is none.
    private static double StrengthOf<T>(Matrix<T>? factor, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int sample = 0; sample < samples && factor is not null; sample++)
            sum += double.CreateChecked(Primitives.Dot<T>(factor.Row(sample), factor.Row(sample)));
        return factor is null ? double.NaN : Math.Sqrt(sum / samples / factor.Columns);
    }
}

/// <summary>The layers of a network while it learned from a minibatch.</summary>
/// <param name="Minibatch">Which, from 1.</param>
/// <param name="CrossEntropy">Of the output, before it learned from this minibatch.</param>
/// <param name="Objectives">What each hidden layer makes small by itself, before it learned; empty where they have nothing of their own.</param>
/// <param name="ThirdFactors">The root mean square of each hidden layer's third factor; empty where there is none.</param>
/// <param name="Milliseconds">Time of the minibatch.</param>
public sealed record LayerMoment(int Minibatch, double CrossEntropy, IReadOnlyList<double> Objectives, IReadOnlyList<double> ThirdFactors, double Milliseconds);
