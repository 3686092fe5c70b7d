namespace Soma.Sweeps;

/// <summary>One point of a sweep before its seeds: a row of the table.</summary>
/// <param name="Number">Its place in the sweep, from 1.</param>
/// <param name="Label">What tells it from the others, for people: "rule.leak=0.2, batchSize=10". For a plain experiment, its name.</param>
/// <param name="Changes">What differs from the experiment, as JSON text by key, in the order of the file.</param>
public sealed record SweepSetting(int Number, string Label, IReadOnlyList<KeyValuePair<string, string>> Changes);
