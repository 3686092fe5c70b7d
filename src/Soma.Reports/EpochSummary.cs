namespace Soma.Reports;

/// <summary>The accuracies of a group of runs after an epoch, as shares from 0 to 1.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Test">Over the runs, on the test set.</param>
/// <param name="Train">Over the runs, on the training set.</param>
public sealed record EpochSummary(int Epoch, SampleSummary Test, SampleSummary Train);
