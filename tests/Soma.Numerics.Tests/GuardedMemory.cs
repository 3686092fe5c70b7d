using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Soma.Numerics.Tests;

/// <summary>
/// A page of memory between two pages that nobody may touch: a primitive that reads or writes one value too far kills the
/// test run instead of passing by luck.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Untouchable = 0;
    private const int PrivateAnonymousLinux = 0x22;
    private const int PrivateAnonymousMac = 0x1002;
    private const uint ReserveAndCommit = 0x3000;
    private const uint Release = 0x8000;
    private const uint WindowsReadWrite = 0x04;
    private const uint WindowsUntouchable = 0x01;

    private readonly nint _region;
    private readonly int _page = Environment.SystemPageSize;

    public GuardedMemory()
    {
        nuint length = (nuint)(3 * _page);
        _region = OperatingSystem.IsWindows()
            ? VirtualAlloc(0, length, ReserveAndCommit, WindowsReadWrite)
            : MapMemory(0, length, 3, OperatingSystem.IsMacOS() ? PrivateAnonymousMac : PrivateAnonymousLinux, -1, 0);
        if (_region is 0 or -1)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "No guarded memory to be had.");
        Protect(_region);
        Protect(_region + (2 * _page));
    }

    /// <summary>The last values before the guard.</summary>
    public Span<T> End<T>(int length)
        where T : unmanaged => new((void*)(_region + (2 * _page) - (length * sizeof(T))), length);

    /// <summary>The first values after the guard.</summary>
    public Span<T> Start<T>(int length)
        where T : unmanaged => new((void*)(_region + _page), length);

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
            _ = VirtualFree(_region, 0, Release);
        else
            _ = UnmapMemory(_region, (nuint)(3 * _page));
    }

    private void Protect(nint page)
    {
        bool done = OperatingSystem.IsWindows()
            ? VirtualProtect(page, (nuint)_page, WindowsUntouchable, out _) != 0
            : ProtectMemory(page, (nuint)_page, Untouchable) == 0;
        if (!done)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "The guard cannot be set.");
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint MapMemory(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnmapMemory(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ProtectMemory(nint address, nuint length, int protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint VirtualAlloc(nint address, nuint length, uint kind, uint protection);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int VirtualFree(nint address, nuint length, uint kind);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int VirtualProtect(nint address, nuint length, uint protection, out uint previous);
}
