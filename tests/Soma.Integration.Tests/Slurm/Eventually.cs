using System.Diagnostics;
using Xunit;

namespace Soma.Integration.Tests.Slurm;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    /// <summary>Only reached if something hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until something holds.</summary>
    /// <param name="holds">Asked again and again.</param>
    /// <param name="said">Told if it never does.</param>
    public static void Holds(Func<bool> holds, Func<string> said)
    {
        for (long began = Stopwatch.GetTimestamp(); !holds(); Thread.Sleep(_between))
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, said());
    }
}
