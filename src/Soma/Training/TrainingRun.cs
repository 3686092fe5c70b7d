using Soma.Data;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Makes runs.</summary>
public static class TrainingRun
{
    /// <summary>Makes a run that is kept in a folder. If the folder holds a checkpoint the run goes on from it, to the same bits as if it had never stopped.</summary>
    /// <param name="folder">Made or opened before; stays the caller's to dispose.</param>
    /// <param name="data">What to learn from and test on.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ExperimentException">The architecture does not fit the data.</exception>
    /// <exception cref="RunFolderException">The checkpoint is of another network or experiment, or cannot be read.</exception>
    public static ITrainingRun Create(RunFolder folder, DatasetPair data, ThreadTeam team, TimeProvider? time = null) => throw new NotSupportedException($"{folder}{data}{team}{time}");

    /// <summary>Makes a run that is kept nowhere.</summary>
    /// <param name="experiment">What to compute.</param>
    /// <param name="data">What to learn from and test on.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ExperimentException">The architecture does not fit the data.</exception>
    public static ITrainingRun Create(Experiment experiment, DatasetPair data, ThreadTeam team, TimeProvider? time = null) => throw new NotSupportedException($"{experiment}{data}{team}{time}");
}
