using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Soma.Numerics;

/// <summary>Asks for memory before it is read, where a processor would not guess by itself which is next. Does nothing where there is no such instruction.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Every cache line of a stretch that begins on one.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="count">How many values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines<T>(T* start, int count)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        for (int i = 0; i < count; i += AlignedBuffer<T>.Alignment / sizeof(T))
            Sse.Prefetch0(start + i);
    }
}
