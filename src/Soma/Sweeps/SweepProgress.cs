namespace Soma.Sweeps;

/// <summary>Where a sweep stands.</summary>
/// <param name="CellsEnded">Runs that are over, those of earlier processes included.</param>
/// <param name="Cells">Runs in all.</param>
/// <param name="Share">Share of the work of this process that is done, 0 to 1, each epoch of each run counting the same.</param>
/// <param name="Left">Time left, if the rest goes as fast as what was done; null while nothing was.</param>
public readonly record struct SweepProgress(int CellsEnded, int Cells, double Share, TimeSpan? Left);
