namespace Soma.Training;

/// <summary>A run folder cannot be made, written or continued; the message says which, why, and the way out.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>States the trouble.</summary>
    /// <param name="message">A sentence for people.</param>
    /// <param name="cause">What the system said, if it said something.</param>
    public RunFolderException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether the folder is only held by somebody else who writes to it, so that waiting helps.</summary>
    public bool IsInUse { get; init; }
}
