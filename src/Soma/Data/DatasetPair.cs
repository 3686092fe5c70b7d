namespace Soma.Data;

/// <summary>A dataset as it is published: what to learn from, and what to be examined with.</summary>
/// <param name="Train">The training samples.</param>
/// <param name="Test">The test samples, of the same features and classes.</param>
public sealed record DatasetPair(Dataset Train, Dataset Test);
