namespace Soma.Sweeps;

/// <summary>How a run of a sweep stands.</summary>
public enum CellState
{
    /// <summary>Nothing is there yet.</summary>
    Missing,

    /// <summary>It was begun and goes on where it stopped.</summary>
    Unfinished,

    /// <summary>All its epochs are done.</summary>
    Finished,

    /// <summary>Its numbers diverged; it would do so again.</summary>
    Diverged,

    /// <summary>It is being run by somebody else.</summary>
    Busy,

    /// <summary>It cannot be run, or its folder cannot be used.</summary>
    Failed,
}
