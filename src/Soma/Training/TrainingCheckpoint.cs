using System.Globalization;
using System.Numerics;
using Soma.Checkpoints;
using Soma.Networks;

namespace Soma.Training;

/// <summary>
/// A <see cref="TrainingState{T}"/> as a checkpoint, with the experiment beside it. What depends on the clock, on the number of epochs asked for
/// or on how often a run was interrupted stays out, so that equal states are equal files.
/// </summary>
internal static class TrainingCheckpoint
{
    private const string ExperimentKey = "experiment", EpochKey = "epoch", MinibatchKey = "minibatch", CorrectKey = "correct";

    // Only where there is a guard.
    private const string StepsKey = "guard.steps", GoodWindowsKey = "guard.goodWindows", BackOffsKey = "guard.backOffs", BestKey = "guard.best", GoodPlaceKey = "guard.goodPlace";

    /// <summary>Writes a state.</summary>
    /// <exception cref="CheckpointException">It cannot be written; what was there before is untouched.</exception>
    public static void Save<T>(string path, Experiment experiment, TrainingState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, string> notes = new()
        {
            [ExperimentKey] = ExperimentWriter.WriteForCheckpoint(experiment),
            [EpochKey] = state.Epoch.ToString(CultureInfo.InvariantCulture),
            [MinibatchKey] = state.Minibatch.ToString(CultureInfo.InvariantCulture),
            [CorrectKey] = state.Correct.ToString(CultureInfo.InvariantCulture),
        };
        if (experiment.Guard.On)
        {
            notes[StepsKey] = state.Guard.Steps.ToString(CultureInfo.InvariantCulture);
            notes[GoodWindowsKey] = state.Guard.GoodWindows.ToString(CultureInfo.InvariantCulture);
            notes[BackOffsKey] = state.Guard.BackOffs.ToString(CultureInfo.InvariantCulture);
            notes[BestKey] = state.Guard.Best.ToString("R", CultureInfo.InvariantCulture);
            notes[GoodPlaceKey] = state.Guard.GoodPlace.ToString(CultureInfo.InvariantCulture);
        }

        new Checkpoint<T>(state.Good is { } good ? GuardedSynapses.Join(state.Synapses, good) : state.Synapses, notes).Save(path);
    }

    /// <summary>Reads what a checkpoint was made by.</summary>
    /// <exception cref="CheckpointException">It is no run's checkpoint, or cannot be read.</exception>
    /// <exception cref="ExperimentException">Its experiment cannot be used by this version.</exception>
    public static Experiment ReadExperiment(string path)
    {
        Dictionary<string, string> notes = CheckpointFormat.ReadState(SafeTensors.Read(path));
        return notes.TryGetValue(ExperimentKey, out string? json)
            ? ExperimentReader.Read(json, path)
            : throw new CheckpointException($"The checkpoint '{path}' lacks the note '{ExperimentKey}', so it was not written by a training run. Name the checkpoint of a run.");
    }

    /// <summary>Reads a state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="experiment">What it was made by.</param>
    /// <exception cref="CheckpointException">It is of another network, or cannot be read.</exception>
    public static TrainingState<T> Load<T>(string path, Experiment experiment)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Checkpoint<T> checkpoint = Checkpoint<T>.Load(path, experiment.Network);
        Synapses<T> expected = experiment.Rule.Create<T>().Grow(experiment.Network, new Numerics.RandomStream(experiment.Seed));
        checkpoint.RequireSynapses(experiment.Guard.On ? GuardedSynapses.Join(expected, expected) : expected);
        (Synapses<T> synapses, Synapses<T>? good) = experiment.Guard.On ? GuardedSynapses.Part(checkpoint.Synapses) : (checkpoint.Synapses, null);
        return new TrainingState<T>(synapses)
        {
            Epoch = Number(EpochKey),
            Minibatch = Number(MinibatchKey),
            Correct = Number(CorrectKey),
            Good = good,
            Guard = experiment.Guard.On ? new GuardMemory(Number(StepsKey), Number(GoodWindowsKey), Number(BackOffsKey), Share(BestKey), Number(GoodPlaceKey)) : default,
        };

        int Number(string key) => int.TryParse(checkpoint.State.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Unreadable(key, "a whole number from 0");

        double Share(string key) => double.TryParse(checkpoint.State.GetValueOrDefault(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1
            ? share
            : throw Unreadable(key, "a number from 0 to 1");

        CheckpointException Unreadable(string key, string expected) =>
            new($"The checkpoint '{path}' has '{checkpoint.State.GetValueOrDefault(key)}' for the note '{key}'; expected was {expected}. Use another copy of the file.");
    }
}
