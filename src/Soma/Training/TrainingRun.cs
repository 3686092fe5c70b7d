using System.Numerics;
using Soma.Checkpoints;
using Soma.Data;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Makes runs, in the value type that the experiment asks for.</summary>
public static class TrainingRun
{
    /// <summary>Makes a run that is kept in a folder. If the folder holds a checkpoint the run goes on from it, to the same bits as if it had never stopped.</summary>
    /// <param name="folder">Made or opened before; stays the caller's to dispose.</param>
    /// <param name="data">What to learn from and test on.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ExperimentException">The architecture does not fit the data.</exception>
    /// <exception cref="RunFolderException">The checkpoint is of another experiment, or has more epochs than are asked for.</exception>
    /// <exception cref="CheckpointException">The checkpoint is of another network, or cannot be read.</exception>
    public static ITrainingRun Create(RunFolder folder, DatasetPair data, ThreadTeam team, TimeProvider? time = null) => folder.Experiment.Precision == Precision.Bits64
        ? Resume<double>(folder, data, team, time)
        : Resume<float>(folder, data, team, time);

    /// <summary>Makes a run that is kept nowhere.</summary>
    /// <param name="experiment">What to compute.</param>
    /// <param name="data">What to learn from and test on.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ExperimentException">The architecture does not fit the data.</exception>
    public static ITrainingRun Create(Experiment experiment, DatasetPair data, ThreadTeam team, TimeProvider? time = null) => experiment.Precision == Precision.Bits64
        ? Start<double>(new Trainer<double>(experiment, data, team, time))
        : Start<float>(new Trainer<float>(experiment, data, team, time));

    private static Run<T> Start<T>(Trainer<T> trainer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(trainer, trainer.Begin(), null);

    private static Run<T> Resume<T>(RunFolder folder, DatasetPair data, ThreadTeam team, TimeProvider? time)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Trainer<T> trainer = new(folder.Experiment, data, team, time);
        if (!File.Exists(folder.CheckpointPath))
            return new Run<T>(trainer, trainer.Begin(), folder);
        Experiment saved = TrainingCheckpoint.ReadExperiment(folder.CheckpointPath);
        if (ExperimentWriter.Differences(saved, folder.Experiment) is { Count: > 0 } differences)
        {
            throw new RunFolderException($"The checkpoint '{folder.CheckpointPath}' is of another experiment than the {RunFiles.Experiment} beside it: "
                + $"they differ in {string.Join(", ", differences)}. Put back the file that belongs to it, or start a new run.");
        }

        TrainingState<T> state = TrainingCheckpoint.Load<T>(folder.CheckpointPath, folder.Experiment);
        RequirePlace(folder, state, trainer.Minibatches);
        return new Run<T>(trainer, state, folder);
    }

    private static void RequirePlace<T>(RunFolder folder, TrainingState<T> state, int minibatches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (state.Minibatch > minibatches)
            throw new RunFolderException($"The checkpoint '{folder.CheckpointPath}' stands at minibatch {state.Minibatch}, but an epoch of this data has {minibatches}. Use the data it was trained on.");
        int begun = state.Epoch + (state.Minibatch > 0 ? 1 : 0);
        if (begun > folder.Experiment.Epochs)
            throw new RunFolderException($"The run in '{folder.Path}' has begun epoch {begun} already, but {folder.Experiment.Epochs} epochs are asked for. Ask for {begun} or more.");
    }

    private sealed class Run<T>(Trainer<T> trainer, TrainingState<T> state, RunFolder? folder) : ITrainingRun
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RunResult ITrainingRun.Run(IRunObserver observer, CancellationToken cancellation) => trainer.Run(state, folder, observer, cancellation);
    }
}
