using System.Globalization;
using System.Numerics;
using Soma.Numerics;

namespace Soma.Data;

/// <summary>
/// Deals a dataset in minibatches, each sample once per epoch. The order of an epoch depends on its number alone, so a run
/// that resumes in the middle of one deals what the run would have dealt.
/// </summary>
/// <example>
/// <code>
/// BatchStream stream = new(data, batchSize: 20, random.Split("shuffle"));
/// stream.Begin(epoch: 1);
/// while (stream.Next(batch))
///     …
/// </code>
/// </example>
public sealed class BatchStream
{
    private readonly int[] _order;
    private readonly RandomStream? _shuffle;
    private int _dealt;

    /// <summary>Prepares to deal; the first epoch begins with <see cref="Begin"/>.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">Samples per minibatch, at least 1; the last of an epoch may be smaller.</param>
    /// <param name="shuffle">Gives each epoch its order through its split "epoch/number"; null deals in the order of the data, for evaluation.</param>
    public BatchStream(Dataset data, int batchSize, RandomStream? shuffle = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        Data = data;
        BatchSize = batchSize;
        _shuffle = shuffle;
        _order = new int[data.Count];
        _dealt = data.Count;
    }

    /// <summary>The samples.</summary>
    public Dataset Data { get; }

    /// <summary>Samples per minibatch; the last of an epoch may be smaller.</summary>
    public int BatchSize { get; }

    /// <summary>Minibatches in an epoch.</summary>
    public int Minibatches => (_order.Length + BatchSize - 1) / BatchSize;

    /// <summary>Minibatches of the epoch that were dealt, those before the start included.</summary>
    public int Dealt => (_dealt + BatchSize - 1) / BatchSize;

    /// <summary>Starts an epoch, or goes on in the middle of one.</summary>
    /// <param name="epoch">Its number; epochs of the same number have the same order.</param>
    /// <param name="startMinibatch">How many minibatches to pass over, 0 to <see cref="Minibatches"/>.</param>
    public void Begin(int epoch, int startMinibatch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startMinibatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startMinibatch, Minibatches);
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        _shuffle?.Split(string.Create(CultureInfo.InvariantCulture, $"epoch/{epoch}")).Shuffle<int>(_order);
        _dealt = (int)Math.Min((long)startMinibatch * BatchSize, _order.Length);
    }

    /// <summary>Deals the next minibatch; sets no memory aside.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="batch">Receives the samples; has room for <see cref="BatchSize"/>. Its randomness is the caller's affair.</param>
    /// <returns>Whether there was one; false at the end of the epoch, and before the first.</returns>
    public bool Next<T>(Batch<T> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Math.Min(BatchSize, _order.Length - _dealt);
        if (count == 0)
            return false;
        Data.Fill(_order.AsSpan(_dealt, count), batch);
        _dealt += count;
        return true;
    }
}
