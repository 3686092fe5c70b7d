using System.Numerics;
using Soma.Checkpoints;
using Soma.Data;
using Soma.Learning.Rules;
using Soma.Numerics;
using Soma.Training.Portraits;

namespace Soma.Training;

/// <summary>Reads trained networks.</summary>
public static class TrainedNetwork
{
    /// <summary>Reads the network of a run folder or of a checkpoint file. Changes nothing there.</summary>
    /// <param name="path">A run folder, or a checkpoint file.</param>
    /// <exception cref="RunFolderException">The folder holds no checkpoint.</exception>
    /// <exception cref="CheckpointException">The checkpoint is no run's, or cannot be read.</exception>
    /// <exception cref="ExperimentException">The experiment it was made by cannot be used by this version.</exception>
    public static ITrainedNetwork Load(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, RunFiles.Checkpoint) : path;
        if (file != path && !File.Exists(file))
            throw new RunFolderException($"The folder '{path}' holds no {RunFiles.Checkpoint}: either it is no run's, or its first epoch is not over yet.");
        Experiment experiment = TrainingCheckpoint.ReadExperiment(file);
        return experiment.Precision == Precision.Bits64
            ? new Network<double>(experiment, TrainingCheckpoint.Load<double>(file, experiment))
            : new Network<float>(experiment, TrainingCheckpoint.Load<float>(file, experiment));
    }

    private sealed class Network<T>(Experiment experiment, TrainingState<T> state) : ITrainedNetwork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public Experiment Experiment => experiment with { Epochs = Math.Max(1, state.Epoch) };

        public int EpochsDone => state.Epoch;

        public int MinibatchesDone => state.Minibatch;

        public IReadOnlyList<KeyValuePair<string, IReadOnlyList<int>>> Tensors =>
            [.. state.Synapses.All.Select(static pair => KeyValuePair.Create<string, IReadOnlyList<int>>(pair.Key, [.. pair.Value.Shape]))];

        public IReadOnlyList<double> AlignmentAngles => FeedbackAlignment.Angles(state.Synapses);

        public EvaluationReport Evaluate(Dataset dataset, ThreadTeam team, IProgress<int>? progress, CancellationToken cancellation)
        {
            DataFit.Require(experiment, dataset);
            return new Evaluator<T>(experiment, experiment.Rule.Create<T>(), dataset, team).Run(state.Synapses, state.Epoch, progress, cancellation);
        }

        public NeuronTrace Trace(Dataset dataset, int sample, int layer, IReadOnlyList<int> units, ThreadTeam team) =>
            NeuronTracer.Run(experiment, state, new SampleChoice(dataset, sample), new NeuronChoice(layer, units), team);

        public RestReport MeasureRest(Dataset dataset, int minibatches, RuleChoice rule, ThreadTeam team, CancellationToken cancellation)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minibatches);
            DataFit.Require(experiment, dataset);
            return experiment.Rule.Options is CorInfoMaxOptions && rule.Options is CorInfoMaxOptions options
                ? new RestMeasure<T>(experiment, options, dataset, team).Run(state.Synapses, state.Epoch, minibatches, cancellation)
                : throw new ArgumentException($"Rest is measured for the rule corinfomax alone, whose phases end somewhere on their way; the network learned by {experiment.Rule.Name}.", nameof(rule));
        }

        public Portrait Portray(Dataset dataset, ThreadTeam team, CancellationToken cancellation) => PortraitPainter.Paint(experiment, state, dataset, team, cancellation);
    }
}
