using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>
/// Two registers treated as one. A tile of pairs reads each broadcast input once for two multiply-adds, which
/// leaves the load units enough room for the arithmetic units to stay busy.
/// </summary>
/// <typeparam name="TLanes">One register.</typeparam>
/// <typeparam name="T">The value type.</typeparam>
internal readonly unsafe struct Pair<TLanes, T> : ILanes<Pair<TLanes, T>, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged
{
    private readonly TLanes _first;
    private readonly TLanes _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pair(TLanes first, TLanes second)
    {
        _first = first;
        _second = second;
    }

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Width;
    }

    public static Pair<TLanes, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Zero, TLanes.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> operator +(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> operator -(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(a._first - b._first, a._second - b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> operator *(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(a._first * b._first, a._second * b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> operator /(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(a._first / b._first, a._second / b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Broadcast(T value)
    {
        TLanes lanes = TLanes.Broadcast(value);
        return new(lanes, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> MultiplyAdd(Pair<TLanes, T> a, Pair<TLanes, T> b, Pair<TLanes, T> c) =>
        new(TLanes.MultiplyAdd(a._first, b._first, c._first), TLanes.MultiplyAdd(a._second, b._second, c._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Max(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(TLanes.Max(a._first, b._first), TLanes.Max(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Min(Pair<TLanes, T> a, Pair<TLanes, T> b) => new(TLanes.Min(a._first, b._first), TLanes.Min(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> AtLeast(Pair<TLanes, T> x, Pair<TLanes, T> least) => new(TLanes.AtLeast(x._first, least._first), TLanes.AtLeast(x._second, least._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> AtMost(Pair<TLanes, T> x, Pair<TLanes, T> most) => new(TLanes.AtMost(x._first, most._first), TLanes.AtMost(x._second, most._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Sqrt(Pair<TLanes, T> a) => new(TLanes.Sqrt(a._first), TLanes.Sqrt(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Abs(Pair<TLanes, T> a) => new(TLanes.Abs(a._first), TLanes.Abs(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> CopySign(Pair<TLanes, T> a, Pair<TLanes, T> sign) => new(TLanes.CopySign(a._first, sign._first), TLanes.CopySign(a._second, sign._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> IfPositive(Pair<TLanes, T> condition, Pair<TLanes, T> chosen, Pair<TLanes, T> otherwise) => new(
        TLanes.IfPositive(condition._first, chosen._first, otherwise._first),
        TLanes.IfPositive(condition._second, chosen._second, otherwise._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> PowerOfTwo(Pair<TLanes, T> exponent) => new(TLanes.PowerOfTwo(exponent._first), TLanes.PowerOfTwo(exponent._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> PowerInLastBits(Pair<TLanes, T> value) => new(TLanes.PowerInLastBits(value._first), TLanes.PowerInLastBits(value._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Exponent(Pair<TLanes, T> a) => new(TLanes.Exponent(a._first), TLanes.Exponent(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Significand(Pair<TLanes, T> a) => new(TLanes.Significand(a._first), TLanes.Significand(a._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TLanes, T> Load(T* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination)
    {
        _first.Store(destination);
        _second.Store(destination + TLanes.Width);
    }
}
