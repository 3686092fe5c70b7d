using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Soma.Numerics.Tests;

public sealed class ThreadTeamTests
{
    // Catches a row left out or done twice, and a share that cuts a tile of rows.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_row_is_done_once_in_shares_that_are_multiples_of_the_grain(int threads)
    {
        using ThreadTeam team = new(threads);
        Assert.Equal(threads, team.Threads);
        foreach (int grain in (int[])[1, 5, 10])
        {
            for (int count = 0; count <= 64; count++)
            {
                ConcurrentQueue<RowRange> shares = [];
                int[] visits = new int[count];
                team.For(count, grain, new Record(shares, visits));
                Assert.All(visits, static visit => Assert.Equal(1, visit));
                Assert.All(shares, share => Assert.Equal(0, share.Start % grain));
                Assert.All(shares, share => Assert.True(share.End == count || share.End % grain == 0, $"{share} of {count} by {grain}"));
                Assert.InRange(shares.Count, count == 0 ? 0 : 1, threads);
            }
        }
    }

    // Twenty samples in grains of ten must keep two threads busy, not one.
    [Fact]
    public void Work_is_shared_evenly_when_it_divides()
    {
        using ThreadTeam team = new(2);
        ConcurrentQueue<RowRange> shares = [];
        team.For(20, 10, new Record(shares, new int[20]));
        Assert.Equal([new RowRange(0, 10), new RowRange(10, 20)], shares.OrderBy(static share => share.Start));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_thread_throws_comes_back_on_the_caller_and_the_team_goes_on(int threads)
    {
        using ThreadTeam team = new(threads);
        for (int faulty = 0; faulty < 30; faulty += 10)
        {
            InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => team.For(30, 10, new Fail(faulty)));
            Assert.Equal($"Row {faulty}", failure.Message);
            int[] visits = new int[30];
            team.For(30, 10, new Record([], visits));
            Assert.All(visits, static visit => Assert.Equal(1, visit));
        }
    }

    // The caller's buffers are in use until the last thread has finished, also when the caller's own share failed.
    [Fact]
    public void A_failure_is_thrown_only_after_every_thread_has_stopped()
    {
        using ThreadTeam team = new(2);
        for (int round = 0; round < 50; round++)
        {
            int[] done = new int[1];
            Assert.Throws<InvalidOperationException>(() => team.For(2, 1, new FailFirst(done)));
            Assert.Equal(1, Volatile.Read(ref done[0]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Work_allocates_nothing_on_any_thread(int threads)
    {
        using ThreadTeam team = new(threads);
        StrongBox<long> allocated = new();
        for (int warmUp = 0; warmUp < 100; warmUp++)
            team.For(threads, 1, new Allocations(new Meeting(threads), allocated));
        Meeting[] meetings = [.. Enumerable.Range(0, 101).Select(_ => new Meeting(threads))];
        team.For(threads, 1, new Allocations(meetings[0], allocated));
        allocated.Value = 0;
        long caller = GC.GetAllocatedBytesForCurrentThread();
        foreach (Meeting meeting in meetings.AsSpan(1))
            team.For(threads, 1, new Allocations(meeting, allocated));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - caller);
        Assert.Equal(0, allocated.Value);
    }

    // A lost wake-up or a missed generation would hang here; a thread that runs ahead would count twice.
    [Theory]
    [InlineData(2, 20_000)]
    [InlineData(3, 5_000)]
    [InlineData(7, 2_000)]
    public void Thousands_of_short_works_are_all_done(int threads, int rounds)
    {
        using ThreadTeam team = new(threads);
        int[] counts = new int[threads];
        for (int round = 0; round < rounds; round++)
            team.For(threads, 1, new Count(counts));
        Assert.All(counts, count => Assert.Equal(rounds, count));
    }

    [Fact]
    public void Threads_that_fell_asleep_wake_for_work()
    {
        using ThreadTeam team = new(3);
        Thread[] threads = ThreadsOf(team);
        int[] counts = new int[3];
        for (int round = 1; round <= 20; round++)
        {
            foreach (Thread thread in threads.Where(static thread => thread != Thread.CurrentThread))
                SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            team.For(3, 1, new Count(counts));
            Assert.All(counts, count => Assert.Equal(round, count));
        }
    }

    [Fact]
    public void Disposing_ends_the_threads_and_may_be_repeated()
    {
        ThreadTeam team = new(3);
        Thread[] threads = ThreadsOf(team);
        Assert.Equal(3, threads.Distinct().Count());
        team.Dispose();
        team.Dispose();
        Assert.All(threads.Where(static thread => thread != Thread.CurrentThread), static thread => Assert.False(thread.IsAlive));
    }

    // Without this answer the caller would wait for ever for threads that have ended.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_disposed_team_refuses_work(int threads)
    {
        ThreadTeam team = new(threads);
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => team.For(10, 1, new Count(new int[10])));
    }

    [Fact]
    public void A_team_needs_a_thread_and_a_grain_needs_a_row()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(0));
        using ThreadTeam team = new(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => team.For(10, 0, new Count(new int[10])));
        Assert.Throws<ArgumentOutOfRangeException>(() => team.For(-1, 1, new Count(new int[10])));
    }

    private static Thread[] ThreadsOf(ThreadTeam team)
    {
        Thread[] threads = new Thread[team.Threads];
        team.For(team.Threads, 1, new WhoAmI(new Meeting(team.Threads), threads));
        return threads;
    }

    private readonly struct Record(ConcurrentQueue<RowRange> shares, int[] visits) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            shares.Enqueue(rows);
            for (int row = rows.Start; row < rows.End; row++)
                Interlocked.Increment(ref visits[row]);
        }
    }

    private readonly struct Fail(int faulty) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            if (rows.Start <= faulty && faulty < rows.End)
                throw new InvalidOperationException($"Row {faulty}");
        }
    }

    private readonly struct FailFirst(int[] done) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            if (rows.Start == 0)
                throw new InvalidOperationException("The caller's share.");
            Thread.Sleep(1);
            Volatile.Write(ref done[0], 1);
        }
    }

    // Whoever takes a share waits here until all shares are taken, so that every thread has exactly one.
    private sealed class Meeting(int expected)
    {
        private int _arrived;

        public void Attend()
        {
            Interlocked.Increment(ref _arrived);
            while (Volatile.Read(ref _arrived) < expected)
                Thread.Yield();
        }
    }

    // Adds up what this thread allocated since its share before.
    private readonly struct Allocations(Meeting meeting, StrongBox<long> allocated) : IRangeBody
    {
        [ThreadStatic]
        private static long _last;

        public void Invoke(RowRange rows)
        {
            meeting.Attend();
            long now = GC.GetAllocatedBytesForCurrentThread();
            Interlocked.Add(ref allocated.Value, now - _last);
            _last = now;
        }
    }

    private readonly struct Count(int[] counts) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int row = rows.Start; row < rows.End; row++)
                Interlocked.Increment(ref counts[row]);
        }
    }

    private readonly struct WhoAmI(Meeting meeting, Thread[] threads) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            meeting.Attend();
            threads[rows.Start] = Thread.CurrentThread;
        }
    }
}
