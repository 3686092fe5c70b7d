namespace Soma.Numerics;

/// <summary>
/// A few values side by side: one, or as many as a vector register holds. A formula written against this face runs
/// on every path, and gives the same bits on each, since every lane computes the same IEEE operations alone.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The value type.</typeparam>
public unsafe interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>How many values.</summary>
    static abstract int Width { get; }

    /// <summary>All lanes zero.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>Lane by lane sum.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Lane by lane difference.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Lane by lane product.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Lane by lane quotient, correctly rounded.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>The same value in every lane.</summary>
    /// <param name="value">The value.</param>
    static abstract TSelf Broadcast(T value);

    /// <summary>a·b + c with one rounding.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Summand.</param>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The larger, or NaN where either is NaN.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller, or NaN where either is NaN.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary><paramref name="x"/>, or the bound where it is not larger; a NaN stays one. The same bits as <see cref="Max"/> of a bound other than NaN and −0, at a third of its price.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="least">The bound.</param>
    static abstract TSelf AtLeast(TSelf x, TSelf least);

    /// <summary><paramref name="x"/>, or the bound where it is larger; a NaN stays one. The same bits as <see cref="Min"/> of a bound other than NaN and zero, at a fifth of its price.</summary>
    /// <param name="x">Any value.</param>
    /// <param name="most">The bound.</param>
    static abstract TSelf AtMost(TSelf x, TSelf most);

    /// <summary>The square root, correctly rounded; NaN below −0.</summary>
    /// <param name="a">Radicand.</param>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>|a|: the sign bit cleared, of a zero and of a NaN too.</summary>
    /// <param name="a">Any value.</param>
    static abstract TSelf Abs(TSelf a);

    /// <summary>±|a| with the sign bit of another value, of a zero and of a NaN too.</summary>
    /// <param name="a">Any value.</param>
    /// <param name="sign">Whose sign bit is taken.</param>
    static abstract TSelf CopySign(TSelf a, TSelf sign);

    /// <summary>
    /// Lane by lane <paramref name="chosen"/> where the condition is larger than zero, and <paramref name="otherwise"/> where it is zero, negative or
    /// NaN. A mask like [z &gt; 0] is <c>IfPositive(z, one, TLanes.Zero)</c>.
    /// </summary>
    /// <param name="condition">What is compared with zero.</param>
    /// <param name="chosen">Taken bit by bit.</param>
    /// <param name="otherwise">Taken bit by bit.</param>
    static abstract TSelf IfPositive(TSelf condition, TSelf chosen, TSelf otherwise);

    /// <summary>2ⁿ, exactly, for an integer n whose power is a normal number; of anything else an unspecified value.</summary>
    /// <param name="exponent">n.</param>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>What the last bits of a value say as an exponent: 2ᵏ for 1.5·2²³ + 127 + k in single precision and 1.5·2⁵² + 1023 + k in double, where 2ᵏ is a normal number.</summary>
    /// <param name="value">Such a value.</param>
    static abstract TSelf PowerInLastBits(TSelf value);

    /// <summary>n, where a normal value larger than zero is m·2ⁿ with 1 ≤ m &lt; 2; of anything else an unspecified value.</summary>
    /// <param name="a">The value.</param>
    static abstract TSelf Exponent(TSelf a);

    /// <summary>m, where a normal value larger than zero is m·2ⁿ with 1 ≤ m &lt; 2; of anything else an unspecified value.</summary>
    /// <param name="a">The value.</param>
    static abstract TSelf Significand(TSelf a);

    /// <summary>Reads <see cref="Width"/> values.</summary>
    /// <param name="source">Any alignment.</param>
    static abstract TSelf Load(T* source);

    /// <summary>Writes <see cref="Width"/> values.</summary>
    /// <param name="destination">Any alignment.</param>
    void Store(T* destination);
}
