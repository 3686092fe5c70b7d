namespace Soma.Checkpoints;

/// <summary>
/// A checkpoint, or another safetensors file, that cannot be read or written. The message names the file, what was found in it,
/// what was expected and the way out; nothing was changed.
/// </summary>
/// <param name="message">A sentence or several, to be shown to a person as they are.</param>
/// <param name="cause">What the file system or the parser said, if it was that.</param>
public sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);
