using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Soma.Numerics;

/// <summary>
/// A fixed number of threads that divide <em>outputs</em> among themselves, never sums, so that results do not depend on their
/// number. Starting a piece of work allocates nothing. Shares are taken by whoever is free: where another program holds a
/// processor, the caller does the share of the thread that did not come. A team serves one caller at a time.
/// </summary>
public sealed unsafe class ThreadTeam : IDisposable
{
    // The next piece of work usually comes within this time; a thread that has waited longer sleeps.
    private const double MicrosecondsBeforeSleep = 100;
    private const int PauseOfASpin = 8;

    private readonly object _gate = new();
    private readonly Thread[] _workers;
    private readonly ShareTickets _tickets = new();
    private int _unfinished;
    private int _sleeping;
    private bool _stopping;
    private void* _body;
    private delegate*<void*, RowRange, void> _invoke;
    private int _count;
    private int _rowsOfAShare;
    private Exception? _failure;

    /// <summary>Starts a team.</summary>
    /// <param name="threads">Threads in all, the caller's included; at least 1.</param>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, ShareTickets.MostShares);
        Threads = threads;
        _workers = new Thread[threads - 1];
        for (int index = 0; index < _workers.Length; index++)
        {
            _workers[index] = new Thread(Work) { IsBackground = true, Name = $"soma-{index + 1}" };
            _workers[index].Start();
        }
    }

    /// <summary>Threads in all, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>Divides rows 0 … <paramref name="count"/> − 1 among the threads and returns when all are done.</summary>
    /// <param name="count">How many rows; 0 does nothing.</param>
    /// <param name="grain">Shares are multiples of this many rows, the last excepted; it keeps tiles whole.</param>
    /// <param name="body">The work.</param>
    /// <exception cref="ObjectDisposedException">The threads have ended.</exception>
    /// <exception cref="Exception">Whatever the work threw, after every thread has stopped.</exception>
    public void For<TBody>(int count, int grain, TBody body)
        where TBody : struct, IRangeBody
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grain);
        if (count == 0)
            return;
        int grains = DivideUp(count, grain);
        int rowsOfAShare = DivideUp(grains, Math.Min(Threads, grains)) * grain;
        if (rowsOfAShare >= count)
        {
            body.Invoke(new RowRange(0, count));
            return;
        }

        // The body stays in this frame until all shares are finished, and a frame does not move.
        _body = Unsafe.AsPointer(ref body);
        _invoke = &InvokeBody<TBody>;
        _count = count;
        _rowsOfAShare = rowsOfAShare;
        Open(DivideUp(count, rowsOfAShare));
        DoShares();
        Finish();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Volatile.Write(ref _stopping, true);
            Monitor.PulseAll(_gate);
        }

        foreach (Thread worker in _workers)
            worker.Join();
    }

    private static int DivideUp(int dividend, int divisor) => ((dividend - 1) / divisor) + 1;

    private static void InvokeBody<TBody>(void* body, RowRange rows)
        where TBody : struct, IRangeBody => Unsafe.AsRef<TBody>(body).Invoke(rows);

    private void Open(int shares)
    {
        Volatile.Write(ref _unfinished, shares);
        _tickets.Open(shares);
        if (Volatile.Read(ref _sleeping) == 0)
            return;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void DoShares()
    {
        for (int share = _tickets.Take(); share >= 0; share = _tickets.Take())
        {
            Do(share);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Do(int share)
    {
        int start = share * _rowsOfAShare;
        try
        {
            _invoke(_body, new RowRange(start, Math.Min(start + _rowsOfAShare, _count)));
        }
        catch (Exception failure)
        {
            // Finish throws it again on the caller's thread.
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }

    private void Finish()
    {
        // All shares are taken; what is left is under way. Give up the processor only if that takes long: its thread may wait for this one.
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _unfinished) != 0)
        {
            if (IsOver(start))
                Thread.Yield();
            else
                Thread.SpinWait(PauseOfASpin);
        }

        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void Work()
    {
        int seen = 0;
        while (true)
        {
            seen = Await(seen);
            if (Volatile.Read(ref _stopping))
                return;
            DoShares();
        }
    }

    private int Await(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (!IsOver(start))
        {
            if (_tickets.Work != seen || Volatile.Read(ref _stopping))
                return _tickets.Work;
            Thread.SpinWait(PauseOfASpin);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (_tickets.Work == seen && !_stopping)
                Monitor.Wait(_gate);
            Interlocked.Decrement(ref _sleeping);
            return _tickets.Work;
        }
    }

    private static bool IsOver(long start) => Stopwatch.GetElapsedTime(start).TotalMicroseconds > MicrosecondsBeforeSleep;
}
