using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>One value: the scalar path, and the tail of every other path.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lane<T> : ILanes<Lane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane(T value) => _value = value;

    public static int Width => 1;

    public static Lane<T> Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator +(Lane<T> a, Lane<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator -(Lane<T> a, Lane<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator *(Lane<T> a, Lane<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator /(Lane<T> a, Lane<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Broadcast(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> MultiplyAdd(Lane<T> a, Lane<T> b, Lane<T> c) => new(T.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Max(Lane<T> a, Lane<T> b) => new(T.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Min(Lane<T> a, Lane<T> b) => new(T.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> AtLeast(Lane<T> x, Lane<T> least) => x._value <= least._value ? least : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> AtMost(Lane<T> x, Lane<T> most) => x._value > most._value ? most : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Sqrt(Lane<T> a) => new(T.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Abs(Lane<T> a) => new(T.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> CopySign(Lane<T> a, Lane<T> sign) => new(T.CopySign(a._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> IfPositive(Lane<T> condition, Lane<T> chosen, Lane<T> otherwise) => condition._value > T.Zero ? chosen : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> PowerOfTwo(Lane<T> exponent) => typeof(T) == typeof(float)
        ? FromBits(Bits(AsFloat(exponent) + FloatBits.IntegersAndBias) << FloatBits.Significand)
        : FromBits(Bits(AsDouble(exponent) + DoubleBits.IntegersAndBias) << DoubleBits.Significand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> PowerInLastBits(Lane<T> value) => typeof(T) == typeof(float)
        ? FromBits(Bits(AsFloat(value)) << FloatBits.Significand)
        : FromBits(Bits(AsDouble(value)) << DoubleBits.Significand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Exponent(Lane<T> a) => typeof(T) == typeof(float)
        ? FromFloat(BitConverter.UInt32BitsToSingle((Bits(AsFloat(a)) >> FloatBits.Significand) | FloatBits.Integers) - FloatBits.IntegersPlusBias)
        : FromDouble(BitConverter.UInt64BitsToDouble((Bits(AsDouble(a)) >> DoubleBits.Significand) | DoubleBits.Integers) - DoubleBits.IntegersPlusBias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Significand(Lane<T> a) => typeof(T) == typeof(float)
        ? FromBits((Bits(AsFloat(a)) & FloatBits.SignificandMask) | FloatBits.One)
        : FromBits((Bits(AsDouble(a)) & DoubleBits.SignificandMask) | DoubleBits.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => *destination = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float AsFloat(Lane<T> a) => Unsafe.BitCast<T, float>(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double AsDouble(Lane<T> a) => Unsafe.BitCast<T, double>(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane<T> FromFloat(float value) => new(Unsafe.BitCast<float, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane<T> FromDouble(double value) => new(Unsafe.BitCast<double, T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane<T> FromBits(uint bits) => FromFloat(BitConverter.UInt32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane<T> FromBits(ulong bits) => FromDouble(BitConverter.UInt64BitsToDouble(bits));
}
