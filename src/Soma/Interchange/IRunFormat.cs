namespace Soma.Interchange;

/// <summary>A form in which other programs take what a run has brought. A class of this kind is found by itself (<see cref="RunFormats"/>).</summary>
public interface IRunFormat
{
    /// <summary>One word, as it is asked for: "npz".</summary>
    string Name { get; }

    /// <summary>One line: what it holds and who reads it.</summary>
    string Summary { get; }

    /// <summary>The file of a run, within the folder of an export.</summary>
    /// <param name="run">The run's name.</param>
    /// <returns>For example "mnist-seed0.npz"; the form may need a folder per run.</returns>
    string FileOf(string run);

    /// <summary>Reads from a run all that is needed, so that nothing is begun that cannot be finished.</summary>
    /// <param name="run">The run.</param>
    /// <param name="all">For weights: also what training remembers beside them, such as the means of an optimizer. For metrics it changes nothing.</param>
    /// <returns>Writes the file to a stream that can seek.</returns>
    /// <exception cref="Soma.Training.RunFolderException">The run has nothing of the kind yet, or it cannot be read.</exception>
    /// <exception cref="Soma.Checkpoints.CheckpointException">The checkpoint is damaged.</exception>
    Action<Stream> Read(StoredRun run, bool all);
}
