using Soma.Data;
using Soma.Numerics;
using Xunit;

namespace Soma.Tests.Data;

public sealed class BatchStreamTests
{
    // Sample i has the bytes (i, 2i): a batch shows which samples it was dealt.
    private static readonly Dataset _data = new(
        "numbers", 2, 3, Enumerable.Range(0, 23).SelectMany(static i => new[] { (byte)i, (byte)(2 * i) }).ToArray(), Enumerable.Range(0, 23).Select(static i => (byte)(i % 3)).ToArray());

    [Fact]
    public void Each_epoch_deals_every_sample_once_in_batches_of_the_size_and_one_smaller()
    {
        BatchStream stream = new(_data, 5, new RandomStream(7));
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            List<int[]> batches = Deal(stream, epoch);
            Assert.Equal([5, 5, 5, 5, 3], batches.Select(static batch => batch.Length));
            Assert.Equal(Enumerable.Range(0, 23), batches.SelectMany(static batch => batch).Order());
        }

        Assert.Equal(5, stream.Minibatches);
    }

    [Fact]
    public void Inputs_targets_and_labels_belong_to_one_sample()
    {
        BatchStream stream = new(_data, 5, new RandomStream(7));
        Batch<double> batch = new(5, 2, 3);
        stream.Begin(epoch: 1);
        while (stream.Next(batch))
        {
            for (int row = 0; row < batch.Count; row++)
            {
                int sample = Sample(batch.Inputs.Row(row)[0]);
                Assert.Equal(2 * sample / 255.0, batch.Inputs.Row(row)[1]);
                Assert.Equal(sample % 3, batch.Labels[row]);
                Assert.Equal([sample % 3 == 0 ? 1 : 0, sample % 3 == 1 ? 1 : 0, sample % 3 == 2 ? 1.0 : 0], batch.Targets.Row(row).ToArray());
            }
        }
    }

    // The order of an epoch may depend on nothing but the seed and its number: not on the epochs before, nor on where the run went on.
    [Fact]
    public void Going_on_in_the_middle_deals_what_would_have_been_dealt()
    {
        BatchStream whole = new(_data, 5, new RandomStream(7).Split("shuffle"));
        Deal(whole, epoch: 1);
        List<int[]> expected = Deal(whole, epoch: 2);
        for (int start = 0; start <= whole.Minibatches; start++)
            Assert.Equal(expected.Skip(start), Deal(new BatchStream(_data, 5, new RandomStream(7).Split("shuffle")), epoch: 2, start));
    }

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        int[] Order(ulong seed, int epoch) => [.. Deal(new BatchStream(_data, 23, new RandomStream(seed)), epoch).Single()];
        Assert.NotEqual(Order(7, 1), Order(7, 2));
        Assert.NotEqual(Order(7, 1), Order(8, 1));
        Assert.NotEqual(Enumerable.Range(0, 23), Order(7, 1));
    }

    // The order is part of the promise that a seed gives the same bits: it is the shuffle of the epoch's own stream.
    [Fact]
    public void The_order_is_the_shuffle_of_the_epochs_stream()
    {
        int[] expected = [.. Enumerable.Range(0, 23)];
        new RandomStream(7).Split("epoch/4").Shuffle<int>(expected);
        Assert.Equal(expected, Deal(new BatchStream(_data, 5, new RandomStream(7)), epoch: 4).SelectMany(static batch => batch));
    }

    [Fact]
    public void Without_a_shuffle_samples_come_in_their_order()
        => Assert.Equal(Enumerable.Range(0, 23), Deal(new BatchStream(_data, 4), epoch: 9).SelectMany(static batch => batch));

    [Fact]
    public void Before_the_first_epoch_and_after_the_last_batch_there_is_nothing()
    {
        BatchStream stream = new(_data, 20);
        Batch<float> batch = new(20, 2, 3);
        Assert.False(stream.Next(batch));
        stream.Begin(1);
        Assert.Equal(0, stream.Dealt);
        Assert.True(stream.Next(batch));
        Assert.Equal(1, stream.Dealt);
        Assert.True(stream.Next(batch));
        Assert.Equal(3, batch.Count);
        Assert.False(stream.Next(batch));
        Assert.Equal(2, stream.Dealt);
    }

    [Fact]
    public void Dealing_sets_no_memory_aside()
    {
        BatchStream stream = new(_data, 5, new RandomStream(7));
        Batch<float> batch = new(5, 2, 3);
        Deal(stream, epoch: 1);
        stream.Begin(epoch: 2);
        stream.Next(batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stream.Next(batch);
        stream.Next(batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_start_beyond_the_epoch_is_refused()
    {
        BatchStream stream = new(_data, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Begin(1, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Begin(1, -1));
    }

    private static int Sample(double value) => (int)Math.Round(value * 255);

    private static List<int[]> Deal(BatchStream stream, int epoch, int start = 0)
    {
        Batch<float> batch = new(stream.BatchSize, 2, 3);
        List<int[]> batches = [];
        stream.Begin(epoch, start);
        while (stream.Next(batch))
            batches.Add([.. Enumerable.Range(0, batch.Count).Select(row => Sample(batch.Inputs.Row(row)[0]))]);
        return batches;
    }
}
