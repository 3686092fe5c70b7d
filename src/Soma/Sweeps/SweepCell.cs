using Soma.Training;

namespace Soma.Sweeps;

/// <summary>One run of a sweep: a setting with one seed. It follows from the sweep file and its own number alone, so that another process can run it by itself.</summary>
/// <param name="Number">Its place in the sweep, from 1.</param>
/// <param name="Setting">The point of the sweep that it belongs to.</param>
/// <param name="Folder">
/// Name of its run folder within the sweep's. It is made of what is changed and the seed, not of the number: a sweep that grows by a value goes on with the runs it has.
/// </param>
/// <param name="Experiment">What it computes, seed included.</param>
public sealed record SweepCell(int Number, SweepSetting Setting, string Folder, Experiment Experiment);
