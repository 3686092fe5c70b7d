namespace Soma.Cli;

/// <summary>The command makes no sense as it is written; the message says what was read, what was expected, and the way out.</summary>
/// <param name="message">A sentence or several, for people.</param>
internal sealed class UsageException(string message) : Exception(message);
