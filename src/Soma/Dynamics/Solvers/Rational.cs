using System.Globalization;
using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>A fraction, exact: coefficients are written down as their authors did, and differences of them lose nothing.</summary>
internal readonly record struct Rational
{
    private readonly BigInteger _lessOne;

    /// <summary>Makes a fraction in lowest terms.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Not zero.</param>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / common;
        _lessOne = (denominator / common) - 1;
    }

    /// <summary>Above the line.</summary>
    public BigInteger Numerator { get; }

    /// <summary>Below the line, positive; kept less one, so that a default fraction is 0/1.</summary>
    public BigInteger Denominator => _lessOne + 1;

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => Numerator.IsZero;

    public static Rational operator +(Rational a, Rational b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + new Rational(-b.Numerator, b.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>The fraction as a double.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;

    /// <summary>Reads "3", "-3" or "-3/40".</summary>
    /// <param name="text">Without spaces.</param>
    /// <exception cref="FormatException">It is not a fraction.</exception>
    public static Rational Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2)
            throw new FormatException($"'{text}' is no fraction; expected is something like -3/40.");
        BigInteger numerator = BigInteger.Parse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new(numerator, parts.Length == 2 ? BigInteger.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) : BigInteger.One);
    }
}
