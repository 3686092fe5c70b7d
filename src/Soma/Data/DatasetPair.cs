namespace Soma.Data;

/// <summary>A dataset as experiments use it.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Test">What is never learned from.</param>
public sealed record DatasetPair(Dataset Train, Dataset Test);
