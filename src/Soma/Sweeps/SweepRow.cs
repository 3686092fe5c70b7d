using Soma.Training;

namespace Soma.Sweeps;

/// <summary>What a setting brought over its seeds.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Finished">Its finished runs, in the order of the seeds.</param>
public sealed record SweepRow(SweepSetting Setting, IReadOnlyList<CellResult> Finished)
{
    /// <summary>Whether people call it by a name rather than by its changes.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>What was published of it after the same number of epochs; null if nothing was.</summary>
    public required PublishedResult? Published { get; init; }

    /// <summary>Seeds whose finished run is no better than guessing; they are in the mean, as they are in published ones.</summary>
    public required IReadOnlyList<ulong> Collapsed { get; init; }

    /// <summary>Seeds whose numbers diverged, so that they have no accuracy.</summary>
    public required IReadOnlyList<ulong> Diverged { get; init; }

    /// <summary>Seeds that are not finished, whatever the reason.</summary>
    public required IReadOnlyList<ulong> Missing { get; init; }

    /// <summary>Mean test accuracy of the finished runs, 0 to 1; null if there is none.</summary>
    public double? Mean => Finished.Count == 0 ? null : Finished.Sum(static result => result.TestAccuracy!.Value) / Finished.Count;

    /// <summary>Sample standard deviation of the test accuracy, with n − 1 below the fraction; null for fewer than two runs.</summary>
    public double? StandardDeviation => Finished.Count < 2 ? null : Math.Sqrt(Finished.Sum(result => Squared(result.TestAccuracy!.Value - Mean!.Value)) / (Finished.Count - 1));

    /// <summary>The value that the setting gives a key, as it stands in the sweep file; empty if it leaves it alone.</summary>
    /// <param name="key">One of <see cref="SweepTable.Keys"/>.</param>
    public string ValueOf(string key) => Setting.Changes.FirstOrDefault(change => change.Key == key).Value?.Trim('"') ?? "";

    private static double Squared(double value) => value * value;
}
