using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>
/// Exponentials, logarithms and their kin for formulas over lanes. They are made of the operations of <see cref="ILanes{TSelf, T}"/> and nothing else, so
/// that their bits are the same on every path and every machine; how far they are from the truth is written at each, in units of the last place (ulp).
/// </summary>
public static partial class LaneMath
{
    /// <summary>eˣ, within 1 ulp; +∞ where it is too large, 0 where it is too small, and rounded once more among the subnormal numbers.</summary>
    /// <param name="x">Any value; a NaN stays one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond these the result is infinite or zero anyway, and within them half of the exponent is that of a normal number.
        TLanes bounded = Clamp<TLanes, T>(x, IsFloat<T>() ? -104 : -746, IsFloat<T>() ? 89 : 710);
        (TLanes exponent, TLanes rest) = Reduce<TLanes, T>(bounded);
        TLanes one = Constant<TLanes, T>(1);
        TLanes power = TLanes.MultiplyAdd(rest, TLanes.MultiplyAdd(rest, Tail<TLanes, T>(rest), one), one);
        TLanes half = Round<TLanes, T>(exponent * Constant<TLanes, T>(0.5));
        return power * TLanes.PowerOfTwo(half) * TLanes.PowerOfTwo(exponent - half);
    }

    /// <summary>1/(1 + e⁻ˣ), within 2 ulp; 1 and 0 at the infinities.</summary>
    /// <param name="x">Any value; a NaN stays one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // For x < 0 it is eˣ/(1 + eˣ): an exponential that grew there would reach infinity before the result is too small to be written.
        TLanes one = Constant<TLanes, T>(1);
        TLanes decaying = Decay<TLanes, T>(TLanes.Abs(x));
        return TLanes.IfPositive(x, one, decaying) / (one + decaying);
    }

    /// <summary>tanh x, within 2.5 ulp, near zero too; ±1 at the infinities, and a zero keeps its sign.</summary>
    /// <param name="x">Any value; a NaN stays one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // (e²ˣ − 1)/(e²ˣ + 1) for |x|. The numerator is computed as one, and 20 is beyond where the quotient rounds to 1.
        TLanes bounded = TLanes.AtMost(TLanes.Abs(x), Constant<TLanes, T>(20));
        (TLanes exponent, TLanes rest) = Reduce<TLanes, T>(bounded + bounded);
        TLanes growth = TLanes.MultiplyAdd(rest * rest, Tail<TLanes, T>(rest), rest);
        TLanes scale = TLanes.PowerOfTwo(exponent);
        TLanes numerator = TLanes.MultiplyAdd(scale, growth, scale - Constant<TLanes, T>(1));
        TLanes two = Constant<TLanes, T>(2);
        TLanes denominator = numerator + two;
        TLanes lost = (numerator - (denominator - two)) / denominator;
        TLanes rounded = numerator / denominator;
        TLanes quotient = TLanes.MultiplyAdd(TLanes.Zero - rounded, lost, rounded);
        return TLanes.CopySign(quotient, x);
    }

    // e⁻ˣ for x ≥ 0, with the bits of Exp(−x): every step is that of Exp with the other sign, which rounds alike, and the sum that rounds to an integer is already the one whose last bits are an exponent.
    // As it cannot grow, the second of the two powers is the same for all: only the product with it rounds, where the result is subnormal.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Decay<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The first power is raised so far that it is a normal number, by an odd number, which with the odd bias lets halves still round to even.
        (double bias, double last) = IsFloat<T>() ? (FloatBits.IntegersAndBias + 65, TwoToMinus65) : (DoubleBits.IntegersAndBias + 513, TwoToMinus513);
        TLanes bounded = TLanes.AtMost(x, Constant<TLanes, T>(IsFloat<T>() ? 104 : 746));
        TLanes biased = Constant<TLanes, T>(bias) - (bounded * Constant<TLanes, T>(Log2E));
        TLanes exponent = biased - Constant<TLanes, T>(bias);
        TLanes rest = TLanes.MultiplyAdd(exponent, Constant<TLanes, T>(Ln2High<T>()), bounded);
        rest = TLanes.MultiplyAdd(exponent, Constant<TLanes, T>(Ln2Low<T>()), rest);
        TLanes power = TLanes.MultiplyAdd(rest, TLanes.MultiplyAdd(rest, Tail<TLanes, T>(rest, -1), Constant<TLanes, T>(-1)), Constant<TLanes, T>(1));
        return power * TLanes.PowerInLastBits(biased) * Constant<TLanes, T>(last);
    }

    // x = n·ln 2 + rest with |rest| ≤ ln 2 / 2. The first part of ln 2 has few bits, so that its product with n, and the difference, are exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Exponent, TLanes Remainder) Reduce<TLanes, T>(TLanes x)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes exponent = Round<TLanes, T>(x * Constant<TLanes, T>(Log2E));
        TLanes rest = TLanes.MultiplyAdd(exponent, Constant<TLanes, T>(-Ln2High<T>()), x);
        return (exponent, TLanes.MultiplyAdd(exponent, Constant<TLanes, T>(-Ln2Low<T>()), rest));
    }

    // (eˣ − 1 − x)/x² = 1/2! + x/3! + x²/4! + …, for x = sign·y; for |x| ≤ ln 2 / 2 the first term left out is a tenth of the last bit, or less.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Tail<TLanes, T>(TLanes y, double sign = 1)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes sum = Constant<TLanes, T>(sign / 5040);
        if (!IsFloat<T>())
        {
            sum = Constant<TLanes, T>(sign / 6227020800);
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 479001600));
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(sign / 39916800));
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 3628800));
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(sign / 362880));
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 40320));
            sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(sign / 5040));
        }

        sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 720));
        sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(sign / 120));
        sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 24));
        sum = TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(sign / 6));
        return TLanes.MultiplyAdd(sum, y, Constant<TLanes, T>(1.0 / 2));
    }
}
