using System.Runtime.InteropServices;

namespace Soma.Testing;

/// <summary>Signals between a test and the programs that it starts.</summary>
public static partial class Signals
{
    private const int Interrupt = 2, Terminate = 15;
    private const nint Default = 0, Ignore = 1;

    /// <summary>
    /// Lets programs that are started from now on hear Ctrl-C. Tests that a shell runs in the background were told to ignore it, and would hand that down.
    /// </summary>
    public static void HearInterrupts()
    {
        nint before = SetHandler(Interrupt, Default);
        if (before != Ignore)
            _ = SetHandler(Interrupt, before);
    }

    /// <summary>Sends a signal as the shell would.</summary>
    /// <param name="process">The number of the process.</param>
    /// <param name="signal">Ctrl-C, or the request to terminate.</param>
    public static void Send(int process, PosixSignal signal)
    {
        if (Kill(process, signal == PosixSignal.SIGINT ? Interrupt : Terminate) != 0)
            throw new InvalidOperationException($"Process {process} does not take {signal}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
