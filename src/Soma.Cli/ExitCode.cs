namespace Soma.Cli;

/// <summary>What the process says to the shell. <see cref="Failures"/> decides which failure is which.</summary>
internal enum ExitCode
{
    /// <summary>All was done.</summary>
    Done = 0,

    /// <summary>The command was understood, but the work failed.</summary>
    Failed = 1,

    /// <summary>The command makes no sense as it is written; nothing was begun.</summary>
    Usage = 2,

    /// <summary>A potential stopped being finite.</summary>
    Diverged = 3,

    /// <summary>Ctrl-C or SIGTERM, after saving: 128 + SIGINT, as shells expect it.</summary>
    Interrupted = 130,
}
