using System.Globalization;
using Soma.Checkpoints;

namespace Soma.Training.Odes;

/// <summary>An <see cref="OdeState"/> as a checkpoint, with the experiment beside it. What depends on the clock or on how often a run was interrupted stays out, so that equal states are equal files.</summary>
internal static class OdeCheckpoint
{
    private const string ExperimentKey = "ode.experiment", IterationKey = "iteration", CountKey = "window.count", LossKey = "window.loss", ForwardKey = "window.forward", BackwardKey = "window.backward", MemoryKey = "window.memory";

    /// <summary>Writes a state.</summary>
    /// <exception cref="CheckpointException">It cannot be written; what was there before is untouched.</exception>
    public static void Save(string path, OdeExperiment experiment, OdeState state) => new Checkpoint<double>(state.Synapses, new Dictionary<string, string>
    {
        [ExperimentKey] = experiment.ToCheckpointJson(),
        [IterationKey] = state.Iteration.ToString(CultureInfo.InvariantCulture),
        [CountKey] = state.Window.Count.ToString(CultureInfo.InvariantCulture),
        [LossKey] = state.Window.Loss.ToString("R", CultureInfo.InvariantCulture),
        [ForwardKey] = state.Window.Forward.ToString(CultureInfo.InvariantCulture),
        [BackwardKey] = state.Window.Backward.ToString(CultureInfo.InvariantCulture),
        [MemoryKey] = state.Window.Memory.ToString(CultureInfo.InvariantCulture),
    }).Save(path);

    /// <summary>Reads a state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">A new state of the same field; only the names and shapes of its tensors are looked at.</param>
    /// <exception cref="CheckpointException">It is of another field, or cannot be read.</exception>
    public static OdeState Load(string path, OdeState expected)
    {
        Checkpoint<double> checkpoint = Checkpoint<double>.Load(path, expected.Synapses.Architecture);
        checkpoint.RequireSynapses(expected.Synapses);
        return new(checkpoint.Synapses)
        {
            Iteration = Whole(IterationKey),
            Window = new(Whole(CountKey), Number(LossKey), Whole(ForwardKey), Whole(BackwardKey), Whole(MemoryKey)),
        };

        long Whole(string key) => long.TryParse(checkpoint.State.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw Unreadable(key);

        double Number(string key) => double.TryParse(checkpoint.State.GetValueOrDefault(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Unreadable(key);

        CheckpointException Unreadable(string key) =>
            new($"The checkpoint '{path}' says '{checkpoint.State.GetValueOrDefault(key)}' for '{key}', but expected was a number from 0. It was not written by the training of a field; train anew.");
    }
}
