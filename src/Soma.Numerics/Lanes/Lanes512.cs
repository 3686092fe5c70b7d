using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Soma.Numerics;

/// <summary>One 512-bit register (AVX-512).</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal readonly unsafe struct Lanes512<T> : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes512(Vector512<T> value) => _value = value;

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    public static Lanes512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<T>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> x, Lanes512<T> least) => new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x._value, least._value), least._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> x, Lanes512<T> most) => new(Vector512.MinNative(most._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> CopySign(Lanes512<T> a, Lanes512<T> sign) => new(Vector512.CopySign(a._value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IfPositive(Lanes512<T> condition, Lanes512<T> chosen, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(condition._value, Vector512<T>.Zero), chosen._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> PowerOfTwo(Lanes512<T> exponent) => PowerInLastBits(exponent + (typeof(T) == typeof(float)
        ? new(Vector512.Create(FloatBits.IntegersAndBias).As<float, T>())
        : new Lanes512<T>(Vector512.Create(DoubleBits.IntegersAndBias).As<double, T>())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> PowerInLastBits(Lanes512<T> value) => typeof(T) == typeof(float)
        ? new((value._value.AsUInt32() << FloatBits.Significand).As<uint, T>())
        : new((value._value.AsUInt64() << DoubleBits.Significand).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exponent(Lanes512<T> a)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<uint> exponents = a._value.AsUInt32() >>> FloatBits.Significand;
            return new(((exponents | Vector512.Create(FloatBits.Integers)).AsSingle() - Vector512.Create(FloatBits.IntegersPlusBias)).As<float, T>());
        }

        Vector512<ulong> wideExponents = a._value.AsUInt64() >>> DoubleBits.Significand;
        return new(((wideExponents | Vector512.Create(DoubleBits.Integers)).AsDouble() - Vector512.Create(DoubleBits.IntegersPlusBias)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Significand(Lanes512<T> a) => typeof(T) == typeof(float)
        ? new(((a._value.AsUInt32() & Vector512.Create(FloatBits.SignificandMask)) | Vector512.Create(FloatBits.One)).As<uint, T>())
        : new(((a._value.AsUInt64() & Vector512.Create(DoubleBits.SignificandMask)) | Vector512.Create(DoubleBits.One)).As<ulong, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);
}
