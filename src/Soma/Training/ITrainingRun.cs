namespace Soma.Training;

/// <summary>A run ready to go, whatever its value type.</summary>
public interface ITrainingRun
{
    /// <summary>Trains until the epochs are done, the token is cancelled, or the numbers diverge.</summary>
    /// <param name="observer">Is told of it.</param>
    /// <param name="cancellation">Stops it after the minibatch under way; the checkpoint is saved first.</param>
    /// <exception cref="RunFolderException">The folder cannot be written, for example because the disk is full; the last whole checkpoint stays.</exception>
    RunResult Run(IRunObserver observer, CancellationToken cancellation);
}
