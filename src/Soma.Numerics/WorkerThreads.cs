using System.Runtime.ExceptionServices;

namespace Soma.Numerics;

/// <summary>
/// A few threads that each go about work of their own, such as one training run after another, until it is done. What is to be divided within
/// one computation belongs to a <see cref="ThreadTeam"/>.
/// </summary>
public static class WorkerThreads
{
    /// <summary>Does work on several threads at once, the caller's being the first of them, and returns when all are done.</summary>
    /// <param name="count">Threads in all; at least 1.</param>
    /// <param name="work">Gets the number of its thread, from 0.</param>
    /// <exception cref="Exception">What the work threw first, after every thread has ended.</exception>
    public static void Run(int count, Action<int> work)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Exception? failure = null;
        Thread[] threads = new Thread[count - 1];
        for (int index = 0; index < threads.Length; index++)
        {
            int number = index + 1;
            threads[index] = new Thread(() => Do(number)) { IsBackground = true, Name = $"soma-worker-{number}" };
            threads[index].Start();
        }

        Do(0);
        foreach (Thread thread in threads)
            thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        void Do(int number)
        {
            try
            {
                work(number);
            }
            catch (Exception thrown)
            {
                Interlocked.CompareExchange(ref failure, thrown, null);
            }
        }
    }
}
