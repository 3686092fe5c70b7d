using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Soma.Numerics;

/// <summary>One 256-bit register (AVX2 with fused multiply-add).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes256<T> : ILanes<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes256(Vector256<T> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    public static Lanes256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> x, Lanes256<T> least) => new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(x._value, least._value), least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> x, Lanes256<T> most) => new(Vector256.MinNative(most._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> CopySign(Lanes256<T> a, Lanes256<T> sign) => new(Vector256.CopySign(a._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IfPositive(Lanes256<T> condition, Lanes256<T> chosen, Lanes256<T> otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.GreaterThan(condition._value, Vector256<T>.Zero), chosen._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> PowerOfTwo(Lanes256<T> exponent) => PowerInLastBits(exponent + (typeof(T) == typeof(float)
        ? new(Vector256.Create(FloatBits.IntegersAndBias).As<float, T>())
        : new Lanes256<T>(Vector256.Create(DoubleBits.IntegersAndBias).As<double, T>())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> PowerInLastBits(Lanes256<T> value) => typeof(T) == typeof(float)
        ? new((value._value.AsUInt32() << FloatBits.Significand).As<uint, T>())
        : new((value._value.AsUInt64() << DoubleBits.Significand).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Exponent(Lanes256<T> a)
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<uint> exponents = a._value.AsUInt32() >>> FloatBits.Significand;
            return new(((exponents | Vector256.Create(FloatBits.Integers)).AsSingle() - Vector256.Create(FloatBits.IntegersPlusBias)).As<float, T>());
        }

        Vector256<ulong> wideExponents = a._value.AsUInt64() >>> DoubleBits.Significand;
        return new(((wideExponents | Vector256.Create(DoubleBits.Integers)).AsDouble() - Vector256.Create(DoubleBits.IntegersPlusBias)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Significand(Lanes256<T> a) => typeof(T) == typeof(float)
        ? new(((a._value.AsUInt32() & Vector256.Create(FloatBits.SignificandMask)) | Vector256.Create(FloatBits.One)).As<uint, T>())
        : new(((a._value.AsUInt64() & Vector256.Create(DoubleBits.SignificandMask)) | Vector256.Create(DoubleBits.One)).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
