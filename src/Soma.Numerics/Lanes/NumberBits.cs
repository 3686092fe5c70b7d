namespace Soma.Numerics;

/// <summary>How a <see cref="float"/> is written in bits.</summary>
internal static class FloatBits
{
    /// <summary>Bits of the significand.</summary>
    public const int Significand = 23;

    /// <summary>The significand alone.</summary>
    public const uint SignificandMask = (1u << Significand) - 1;

    /// <summary>The bits of 1.</summary>
    public const uint One = 127u << Significand;

    /// <summary>The bits of 2²³, where the last bit is worth 1: a small integer put into them is added.</summary>
    public const uint Integers = (127u + Significand) << Significand;

    /// <summary>2²³ and the bias of the exponent.</summary>
    public const float IntegersPlusBias = (1 << Significand) + 127;

    /// <summary>1.5·2²³ and the bias: added to an integer of either sign it leaves the biased integer in the last bits.</summary>
    public const float IntegersAndBias = Rounding + 127;

    /// <summary>1.5·2²³: added and taken away again, it rounds to an integer, halves to even.</summary>
    public const float Rounding = 3 << (Significand - 1);
}

/// <summary>How a <see cref="double"/> is written in bits.</summary>
internal static class DoubleBits
{
    /// <summary>Bits of the significand.</summary>
    public const int Significand = 52;

    /// <summary>The significand alone.</summary>
    public const ulong SignificandMask = (1ul << Significand) - 1;

    /// <summary>The bits of 1.</summary>
    public const ulong One = 1023ul << Significand;

    /// <summary>The bits of 2⁵², where the last bit is worth 1: a small integer put into them is added.</summary>
    public const ulong Integers = (1023ul + Significand) << Significand;

    /// <summary>2⁵² and the bias of the exponent.</summary>
    public const double IntegersPlusBias = (1L << Significand) + 1023;

    /// <summary>1.5·2⁵² and the bias: added to an integer of either sign it leaves the biased integer in the last bits.</summary>
    public const double IntegersAndBias = Rounding + 1023;

    /// <summary>1.5·2⁵²: added and taken away again, it rounds to an integer, halves to even.</summary>
    public const double Rounding = 3L << (Significand - 1);
}
