namespace Soma.Training;

/// <summary>Reads trained networks.</summary>
public static class TrainedNetwork
{
    /// <summary>Reads the network of a run folder or of a checkpoint file. Changes nothing there.</summary>
    /// <param name="path">A run folder, or a checkpoint file.</param>
    /// <exception cref="RunFolderException">There is no checkpoint, or it is no run's.</exception>
    public static ITrainedNetwork Load(string path) => throw new NotSupportedException(path);
}
