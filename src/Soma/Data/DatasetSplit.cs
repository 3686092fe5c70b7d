using Soma.Numerics;

namespace Soma.Data;

/// <summary>Takes samples out of a dataset by chance that can be repeated.</summary>
internal static class DatasetSplit
{
    /// <summary>Takes out the last samples of a permutation; both parts keep the order of the data.</summary>
    /// <param name="data">All samples.</param>
    /// <param name="count">How many are taken out, 0 to the number of samples.</param>
    /// <param name="random">Makes the permutation: the same stream makes the same one.</param>
    /// <param name="kept">Name of what remains.</param>
    /// <param name="taken">Name of what is taken out.</param>
    public static (Dataset Kept, Dataset Taken) Take(Dataset data, int count, RandomStream random, string kept, string taken)
    {
        int[] order = [.. Enumerable.Range(0, data.Count)];
        random.Shuffle<int>(order);
        int[] remaining = order[..^count];
        int[] last = order[^count..];
        Array.Sort(remaining);
        Array.Sort(last);
        return (data.Select(kept, remaining), data.Select(taken, last));
    }
}
