using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Soma.Numerics;

/// <summary>One 128-bit register (Arm Advanced SIMD, or SSE with fused multiply-add).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes128<T> : ILanes<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes128(Vector128<T> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    public static Lanes128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> x, Lanes128<T> least) => new(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(x._value, least._value), least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> x, Lanes128<T> most) => new(Vector128.MinNative(most._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> CopySign(Lanes128<T> a, Lanes128<T> sign) => new(Vector128.CopySign(a._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IfPositive(Lanes128<T> condition, Lanes128<T> chosen, Lanes128<T> otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.GreaterThan(condition._value, Vector128<T>.Zero), chosen._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> PowerOfTwo(Lanes128<T> exponent) => PowerInLastBits(exponent + (typeof(T) == typeof(float)
        ? new(Vector128.Create(FloatBits.IntegersAndBias).As<float, T>())
        : new Lanes128<T>(Vector128.Create(DoubleBits.IntegersAndBias).As<double, T>())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> PowerInLastBits(Lanes128<T> value) => typeof(T) == typeof(float)
        ? new((value._value.AsUInt32() << FloatBits.Significand).As<uint, T>())
        : new((value._value.AsUInt64() << DoubleBits.Significand).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Exponent(Lanes128<T> a)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<uint> exponents = a._value.AsUInt32() >>> FloatBits.Significand;
            return new(((exponents | Vector128.Create(FloatBits.Integers)).AsSingle() - Vector128.Create(FloatBits.IntegersPlusBias)).As<float, T>());
        }

        Vector128<ulong> wideExponents = a._value.AsUInt64() >>> DoubleBits.Significand;
        return new(((wideExponents | Vector128.Create(DoubleBits.Integers)).AsDouble() - Vector128.Create(DoubleBits.IntegersPlusBias)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Significand(Lanes128<T> a) => typeof(T) == typeof(float)
        ? new(((a._value.AsUInt32() & Vector128.Create(FloatBits.SignificandMask)) | Vector128.Create(FloatBits.One)).As<uint, T>())
        : new(((a._value.AsUInt64() & Vector128.Create(DoubleBits.SignificandMask)) | Vector128.Create(DoubleBits.One)).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
