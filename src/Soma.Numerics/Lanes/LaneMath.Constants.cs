using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

public static partial class LaneMath
{
    private const double Log2E = 1.44269504088896340736;
    private const double Sqrt2 = 1.41421356237309504880;
    private const double TwoToMinus65 = 2.71050543121376108502e-20;
    private const double TwoToMinus513 = 3.72917036560010337165e-155;
    private const double SmallestNormalFloat = 1.17549435082228750797e-38;
    private const double SmallestNormalDouble = 2.22507385850720138309e-308;

    // ln 2 in two parts; the first has 33 bits for double and 9 for float, which leaves room for the product with any exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Ln2High<T>()
        where T : unmanaged => IsFloat<T>() ? 0.693359375 : 6.93147180369123816490e-01;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Ln2Low<T>()
        where T : unmanaged => IsFloat<T>() ? -2.12194440054690582768e-04 : 1.90821492927058770002e-10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFloat<T>()
        where T : unmanaged => typeof(T) == typeof(float);

    // A conversion that the compiler of the machine can fold away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Constant<TLanes, T>(double value)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLanes.Broadcast(IsFloat<T>() ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value));

    // To the nearest integer, halves to even, for values that are far from filling the significand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Round<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes rounding = Constant<TLanes, T>(IsFloat<T>() ? FloatBits.Rounding : DoubleBits.Rounding);
        return (x + rounding) - rounding;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes, T>(TLanes x, double low, double high)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLanes.AtMost(TLanes.AtLeast(x, Constant<TLanes, T>(low)), Constant<TLanes, T>(high));
}
