using System.Runtime.InteropServices;

namespace Soma.Numerics.Tests;

/// <summary>Compares values as bits: −0 is not +0, and nothing is nearly equal.</summary>
internal static class Bits
{
    public static void AssertEqual<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged
    {
        if (Same(expected, actual))
            return;
        Assert.True(expected.Length == actual.Length, $"{what}: {expected.Length} values expected, {actual.Length} found.");
        int first = 0;
        while (Same(expected.Slice(first, 1), actual.Slice(first, 1)))
            first++;
        Assert.Fail($"{what}: value {first} of {expected.Length} is {actual[first]:R}, expected {expected[first]:R}.");
    }

    public static bool Same<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));
}
