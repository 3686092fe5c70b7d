namespace Soma.Sweeps;

/// <summary>About how long a run takes.</summary>
/// <param name="Whole">From its start to its end; null if that is not known.</param>
/// <param name="IsRecorded">Whether finished runs of its kind told it; else a few minibatches did.</param>
public readonly record struct RunTime(TimeSpan? Whole, bool IsRecorded);
