namespace Soma.Data;

/// <summary>
/// Data that cannot be found, fetched or used. The message names the file or folder, what was found, what was expected and the way out.
/// </summary>
/// <param name="message">A sentence or several, to be shown to a person as they are.</param>
/// <param name="cause">What the file system or the network said, if it was that.</param>
public sealed class DataException(string message, Exception? cause = null) : Exception(message, cause);
