namespace Soma.Sweeps.Slurm;

/// <summary>The cluster did not do what it was asked for; the message has its words and the way out.</summary>
/// <param name="message">A sentence or several, for people.</param>
public sealed class SlurmException(string message) : Exception(message)
{
    /// <summary>Whether this machine has no Slurm at all.</summary>
    public bool IsMissing { get; init; }
}
