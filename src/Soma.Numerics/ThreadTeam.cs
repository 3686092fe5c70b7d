using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Soma.Numerics;

/// <summary>Work over a run of rows; called once per thread with that thread's share.</summary>
public interface IRangeBody
{
    /// <summary>Does the work for some rows.</summary>
    /// <param name="rows">This thread's share.</param>
    void Invoke(RowRange rows);
}

/// <summary>
/// A fixed number of threads that divide <em>outputs</em> among themselves, never sums, so that results do not depend on their
/// number. Starting a piece of work allocates nothing. A team serves one caller at a time.
/// </summary>
public sealed unsafe class ThreadTeam : IDisposable
{
    // A phase comes every fraction of a millisecond; workers look for it this often before they sleep.
    private const int SpinsBeforeSleep = 60;

    private readonly object _gate = new();
    private readonly Thread[] _workers;
    private volatile int _generation;
    private int _pending;
    private int _sleeping;
    private bool _stopping;
    private void* _body;
    private delegate*<void*, RowRange, void> _invoke;
    private int _count;
    private int _chunk;
    private Exception? _failure;

    /// <summary>Starts a team.</summary>
    /// <param name="threads">Threads in all, the caller's included; at least 1.</param>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Threads = threads;
        _workers = new Thread[threads - 1];
        for (int index = 0; index < _workers.Length; index++)
        {
            int share = index + 1;
            _workers[index] = new Thread(() => Work(share)) { IsBackground = true, Name = $"soma-{share}" };
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
        int parts = Math.Min(Threads, (count + grain - 1) / grain);
        if (parts <= 1)
        {
            if (count > 0)
                body.Invoke(new RowRange(0, count));
            return;
        }

        _chunk = ((count + (parts * grain) - 1) / (parts * grain)) * grain;
        _count = count;

        // The body stays in this frame until all have finished, and a frame does not move.
        _body = Unsafe.AsPointer(ref body);
        _invoke = &InvokeBody<TBody>;
        Start();
        RunShare(0);
        Finish();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            _generation++;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread worker in _workers)
            worker.Join();
    }

    private static void InvokeBody<TBody>(void* body, RowRange rows)
        where TBody : struct, IRangeBody => Unsafe.AsRef<TBody>(body).Invoke(rows);

    private void Start()
    {
        Volatile.Write(ref _pending, _workers.Length);
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _sleeping) == 0)
            return;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void Finish()
    {
        SpinWait spinner = default;
        while (Volatile.Read(ref _pending) != 0)
            spinner.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void Work(int share)
    {
        int seen = 0;
        while (true)
        {
            seen = Await(seen);
            if (Volatile.Read(ref _stopping))
                return;
            RunShare(share);
            Interlocked.Decrement(ref _pending);
        }
    }

    private int Await(int seen)
    {
        SpinWait spinner = default;
        for (int spin = 0; spin < SpinsBeforeSleep; spin++)
        {
            if (_generation != seen)
                return _generation;
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (_generation == seen)
                Monitor.Wait(_gate);
            Interlocked.Decrement(ref _sleeping);
            return _generation;
        }
    }

    private void RunShare(int share)
    {
        int start = Math.Min(share * _chunk, _count);
        int end = Math.Min(start + _chunk, _count);
        if (start == end)
            return;
        try
        {
            _invoke(_body, new RowRange(start, end));
        }
        catch (Exception failure)
        {
            // Finish throws it again on the caller's thread.
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }
}
