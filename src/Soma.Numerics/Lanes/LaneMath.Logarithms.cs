using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

public static partial class LaneMath
{
    /// <summary>The natural logarithm, within 1 ulp; −∞ of either zero, NaN of what is negative, +∞ of itself.</summary>
    /// <param name="x">Any value, subnormal ones too; a NaN stays one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes infinity = Constant<TLanes, T>(double.PositiveInfinity);
        TLanes notPositive = TLanes.IfPositive(TLanes.Zero - x, Constant<TLanes, T>(double.NaN), x - infinity);
        return TLanes.IfPositive(x, TLanes.IfPositive(infinity - x, LogOfFinite<TLanes, T>(x), x), notPositive);
    }

    /// <summary>ln(1 + eˣ), within 2 ulp, where it is nearly zero too: the smooth form of max(0, x), whose slope is <see cref="Sigmoid{TLanes, T}"/>.</summary>
    /// <param name="x">Any value; a NaN stays one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // ln(1 + u), and what the rounding of 1 + u has taken from u.
        TLanes one = Constant<TLanes, T>(1);
        TLanes u = Decay<TLanes, T>(TLanes.Abs(x));
        TLanes rounded = one + u;
        TLanes lost = (u - (rounded - one)) / rounded;
        return TLanes.AtLeast(x, TLanes.Zero) + (LogOfFinite<TLanes, T>(rounded) + lost);
    }

    // x = (1 + f)·2ⁿ with 1 + f between √½ and √2; then ln(1 + f) = f − (f²/2 − s·(f²/2 + r)), where s = f/(2 + f) and r = s²·2/3 + s⁴·2/5 + …
    // Not inlined: with the exponential before it, Softplus would be too long for the compiler to keep its values in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes LogOfFinite<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TLanes exponent, TLanes f) = Split<TLanes, T>(x);
        TLanes s = f / (f + Constant<TLanes, T>(2));
        TLanes square = f * f * Constant<TLanes, T>(0.5);
        TLanes low = exponent * Constant<TLanes, T>(Ln2Low<T>());
        TLanes correction = TLanes.MultiplyAdd(s, square + Series<TLanes, T>(s * s), low);
        return (exponent * Constant<TLanes, T>(Ln2High<T>())) - ((square - correction) - f);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Exponent, TLanes Fraction) Split<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Subnormal numbers are lifted among the normal ones.
        int lift = IsFloat<T>() ? 25 : 54;
        TLanes one = Constant<TLanes, T>(1);
        TLanes subnormal = Constant<TLanes, T>(IsFloat<T>() ? SmallestNormalFloat : SmallestNormalDouble) - x;
        TLanes lifted = TLanes.IfPositive(subnormal, x * Constant<TLanes, T>(1L << lift), x);
        TLanes exponent = TLanes.Exponent(lifted) - TLanes.IfPositive(subnormal, Constant<TLanes, T>(lift), TLanes.Zero);
        TLanes significand = TLanes.Significand(lifted);
        TLanes large = significand - Constant<TLanes, T>(Sqrt2);
        return (exponent + TLanes.IfPositive(large, one, TLanes.Zero), TLanes.IfPositive(large, significand * Constant<TLanes, T>(0.5), significand) - one);
    }

    // r = z·2/3 + z²·2/5 + …; since z ≤ 0.03, the first term left out is a tenth of the last bit of ln(1 + f), or less.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Series<TLanes, T>(TLanes z)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes sum = Constant<TLanes, T>(2.0 / 9);
        if (!IsFloat<T>())
        {
            sum = Constant<TLanes, T>(2.0 / 21);
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 19));
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 17));
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 15));
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 13));
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 11));
            sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 9));
        }

        sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 7));
        sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 5));
        sum = TLanes.MultiplyAdd(sum, z, Constant<TLanes, T>(2.0 / 3));
        return sum * z;
    }
}
