using System.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>Memory for a moment, one piece per thread, kept for the next time: after the first few samples nothing is allocated.</summary>
internal static class Scratch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [ThreadStatic]
    private static T[]? _memory;

    /// <summary>Takes the thread's memory; whoever took it before must be done with it.</summary>
    /// <param name="length">Values wanted; they hold whatever was left there.</param>
    public static Span<T> Take(int length)
    {
        if (_memory is not { } memory || memory.Length < length)
            _memory = memory = new T[length];
        return memory.AsSpan(0, length);
    }
}
