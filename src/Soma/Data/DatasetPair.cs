using Soma.Numerics;

namespace Soma.Data;

/// <summary>A dataset as it is published: what to learn from, and what to be examined with.</summary>
/// <param name="Train">The training samples.</param>
/// <param name="Test">The test samples, of the same features and classes.</param>
public sealed record DatasetPair(Dataset Train, Dataset Test)
{
    private const string TrainSuffix = "/train";

    /// <summary>Samples kept from learning to choose settings by; null if none were set apart.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// Sets training samples apart for validation: the last of a permutation that depends on nothing but the stream, so every run that
    /// brings the same stream sets the same samples apart. Both parts keep the order of the data.
    /// </summary>
    /// <param name="count">How many; 0 sets none apart.</param>
    /// <param name="random">Its split "validation" makes the permutation. A split that shall outlive the seed of a run takes a stream of its own, such as <c>new RandomStream(0)</c>.</param>
    /// <exception cref="DataException">There are not as many training samples, or none would be left to learn from.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">Samples were set apart already.</exception>
    public DatasetPair WithValidation(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (Validation is not null)
            throw new InvalidOperationException($"'{Validation.Name}' was set apart already; start from the data as it was read.");
        if (count == 0)
            return this;
        if (count >= Train.Count)
        {
            throw new DataException(
                $"'{Train.Name}' has {Train.Count} samples, so {count} for validation would leave none to learn from. Set apart from 1 to {Train.Count - 1}.");
        }

        string name = Train.Name.EndsWith(TrainSuffix, StringComparison.Ordinal) ? Train.Name[..^TrainSuffix.Length] : Train.Name;
        (Dataset train, Dataset validation) = DatasetSplit.Take(Train, count, random.Split("validation"), Train.Name, $"{name}/validation");
        return this with { Train = train, Validation = validation };
    }
}
