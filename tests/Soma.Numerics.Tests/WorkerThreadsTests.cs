namespace Soma.Numerics.Tests;

public sealed class WorkerThreadsTests
{
    // A barrier opens only if all are there at once: work done one after another would wait for ever.
    [Fact]
    public void All_are_at_work_at_once_each_with_a_number_of_its_own()
    {
        using Barrier barrier = new(3);
        int[] seen = new int[3];
        int caller = Environment.CurrentManagedThreadId, first = 0;
        WorkerThreads.Run(3, number =>
        {
            barrier.SignalAndWait();
            Interlocked.Increment(ref seen[number]);
            if (number == 0)
                first = Environment.CurrentManagedThreadId;
        });
        Assert.Equal([1, 1, 1], seen);
        Assert.Equal(caller, first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_one_throws_is_thrown_after_the_others_have_ended(int thrower)
    {
        bool ended = false;
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => WorkerThreads.Run(2, number =>
        {
            if (number == thrower)
                throw new InvalidOperationException("broken");
            ended = true;
        }));
        Assert.Equal("broken", failure.Message);
        Assert.True(ended);
    }

    [Fact]
    public void None_is_not_a_number_of_threads() => Assert.Throws<ArgumentOutOfRangeException>(() => WorkerThreads.Run(0, static _ => { }));
}
