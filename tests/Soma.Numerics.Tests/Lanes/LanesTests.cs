using System.Numerics;

namespace Soma.Numerics.Tests.Lanes;

/// <summary>The operations of a lane, on every path, beside those of the language.</summary>
[Collection(Paths.Name)]
public sealed class LanesTests
{
    private const int Count = 1003;

    // An approximate quotient or root, as processors also offer them, would differ in the last bit.
    [Fact]
    public void Quotients_and_roots_are_correctly_rounded()
    {
        Check<float>();
        Check<double>();

        static void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            RandomStream random = new(1);
            T[] a = Numbers.Array<T>(Count, random);
            T[] b = Numbers.Array<T>(Count, random).Select(static value => T.Abs(value) + T.CreateChecked(1e-3)).ToArray();
            T[] quotients = [.. a.Zip(b, static (x, y) => x / y)];
            T[] roots = [.. b.Select(T.Sqrt)];
            T[] actual = new T[Count];
            Paths.Each(path =>
            {
                Primitives.Map(default(QuotientOf<T>), a, b, actual.AsSpan());
                Bits.AssertEqual<T>(quotients, actual, $"{path}, quotients");
                Primitives.Map(default(SqrtOf<T>), b, actual.AsSpan());
                Bits.AssertEqual<T>(roots, actual, $"{path}, roots");
            });
        }
    }

    // −0 and NaN are where a comparison of bits, or one that is not ordered, would go wrong.
    [Fact]
    public void A_choice_takes_the_other_value_for_zero_negative_and_not_a_number() => Paths.Each(path =>
    {
        double[] condition = [1, double.Epsilon, double.PositiveInfinity, 0, -0.0, -1, double.NegativeInfinity, double.NaN, 2];
        double[] chosen = [1, 2, 3, 4, 5, 6, 7, 8, -0.0];
        double[] otherwise = [-1, -2, -3, -4, -5, -6, double.NegativeInfinity, -8, -9];
        double[] actual = new double[condition.Length];
        Primitives.Map(default(ChoiceOf<double>), condition, chosen, otherwise, actual.AsSpan());
        Bits.AssertEqual<double>([1, 2, 3, -4, -5, -6, double.NegativeInfinity, -8, -0.0], actual, $"{path}");
        float[] narrow = new float[condition.Length];
        Primitives.Map(default(ChoiceOf<float>), ToFloats(condition), ToFloats(chosen), ToFloats(otherwise), narrow.AsSpan());
        Bits.AssertEqual<float>([1, -2, 3, -4, -5, -6, float.NegativeInfinity, -8, -0f], narrow, $"{path}");
    });

    [Fact]
    public void A_magnitude_has_no_sign() => Paths.Each(path =>
    {
        double[] values = [-0.0, -1, double.NegativeInfinity, 2, -double.Epsilon, -double.NaN];
        double[] actual = new double[values.Length];
        Primitives.Map(default(AbsOf<double>), values, actual.AsSpan());
        Bits.AssertEqual<double>([0, 1, double.PositiveInfinity, 2, double.Epsilon], actual.AsSpan(0, 5), $"{path}");
        Assert.False(double.IsNegative(actual[5]), $"{path}: the sign of a NaN");
    });

    // The x86 instruction gives its second operand for NaN and for zeros of unlike sign, whichever is larger.
    [Fact]
    public void A_bound_gives_the_bits_of_the_larger_and_the_smaller()
    {
        Check<float>();
        Check<double>();

        static void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] values = [T.Zero, T.NegativeZero, T.Epsilon, -T.Epsilon, T.One, -T.One, T.CreateChecked(7), T.PositiveInfinity, T.NegativeInfinity, .. Numbers.Array<T>(28, new(5))];
            T[] actual = new T[values.Length], nans = [.. Enumerable.Repeat(T.NaN, values.Length)];
            foreach (T bound in (T[])[T.Zero, T.NegativeZero, T.One, -T.One, T.CreateChecked(0.3)])
            {
                T least = T.IsNegative(bound) && bound == T.Zero ? T.Zero : bound, most = bound == T.Zero ? T.Epsilon : bound;
                Paths.Each(path =>
                {
                    Primitives.Map(new AtLeastOf<T>(least), values, actual.AsSpan());
                    Bits.AssertEqual<T>([.. values.Select(value => T.Max(value, least))], actual, $"{path}, at least {least}");
                    Primitives.Map(new AtMostOf<T>(most), values, actual.AsSpan());
                    Bits.AssertEqual<T>([.. values.Select(value => T.Min(value, most))], actual, $"{path}, at most {most}");
                    Primitives.Map(new AtLeastOf<T>(least), nans, actual.AsSpan());
                    Assert.All(actual, static value => Assert.True(T.IsNaN(value)));
                    Primitives.Map(new AtMostOf<T>(most), nans, actual.AsSpan());
                    Assert.All(actual, static value => Assert.True(T.IsNaN(value)));
                });
            }
        }
    }

    [Fact]
    public void A_sign_is_taken_from_zeros_too() => Paths.Each(path =>
    {
        double[] values = [0, -0.0, 1, -2, double.PositiveInfinity, 3, -4, 5, -6], signs = [-0.0, 0, -1, -2, double.NegativeInfinity, 0, 7, -0.0, 8];
        double[] actual = new double[values.Length];
        Primitives.Map(default(CopySignOf<double>), values, signs, actual.AsSpan());
        Bits.AssertEqual<double>([-0.0, 0, -1, -2, double.NegativeInfinity, 3, 4, -5, 6], actual, $"{path}");
        float[] narrow = new float[values.Length];
        Primitives.Map(default(CopySignOf<float>), ToFloats(values), ToFloats(signs), narrow.AsSpan());
        Bits.AssertEqual<float>([-0f, 0, -1, -2, float.NegativeInfinity, 3, 4, -5, 6], narrow, $"{path}");
    });

    [Fact]
    public void Powers_of_two_are_exact_over_all_normal_numbers() => Paths.Each(path =>
    {
        double[] exponents = [.. Enumerable.Range(-1022, 2046).Select(static n => (double)n)];
        double[] powers = new double[exponents.Length];
        Primitives.Map(default(PowerOfTwoOf<double>), exponents, powers.AsSpan());
        Bits.AssertEqual<double>([.. exponents.Select(static n => Math.ScaleB(1, (int)n))], powers, $"{path}");
        float[] narrowExponents = [.. Enumerable.Range(-126, 254).Select(static n => (float)n)];
        float[] narrow = new float[narrowExponents.Length];
        Primitives.Map(default(PowerOfTwoOf<float>), narrowExponents, narrow.AsSpan());
        Bits.AssertEqual<float>([.. narrowExponents.Select(static n => MathF.ScaleB(1, (int)n))], narrow, $"{path}");
    });

    // What a sum that rounds to an integer leaves in the last bits, from the smallest normal power to the largest.
    [Fact]
    public void The_last_bits_of_a_sum_say_a_power_of_two() => Paths.Each(path =>
    {
        double[] sums = [.. Enumerable.Range(-1022, 2046).Select(static n => (1.5 * Math.Pow(2, 52)) + 1023 + n)], powers = new double[sums.Length];
        Primitives.Map(default(PowerInLastBitsOf<double>), sums, powers.AsSpan());
        Bits.AssertEqual<double>([.. Enumerable.Range(-1022, 2046).Select(static n => Math.ScaleB(1, n))], powers, $"{path}");
        float[] narrowSums = [.. Enumerable.Range(-126, 254).Select(static n => (1.5f * (1 << 23)) + 127 + n)], narrow = new float[narrowSums.Length];
        Primitives.Map(default(PowerInLastBitsOf<float>), narrowSums, narrow.AsSpan());
        Bits.AssertEqual<float>([.. Enumerable.Range(-126, 254).Select(static n => MathF.ScaleB(1, n))], narrow, $"{path}");
    });

    // From the smallest normal number to the largest, with the last bits of the significand set.
    [Fact]
    public void A_normal_number_is_its_significand_times_a_power_of_two()
    {
        Check<float>(-126, 127);
        Check<double>(-1022, 1023);

        static void Check<T>(int least, int most)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] exponents = [.. Enumerable.Range(least, most - least + 1).Select(T.CreateChecked)];
            T[] significands = [.. exponents.Select(static n => T.BitDecrement(T.CreateChecked(2)) - (T.CreateChecked(4) * (T.BitIncrement(T.One) - T.One) * (T.Abs(n) % T.CreateChecked(3))))];
            T[] values = [.. exponents.Zip(significands, static (n, m) => T.ScaleB(m, int.CreateChecked(n)))];
            T[] actual = new T[values.Length];
            Paths.Each(path =>
            {
                Primitives.Map(default(ExponentOf<T>), values, actual.AsSpan());
                Bits.AssertEqual<T>(exponents, actual, $"{path}, exponents");
                Primitives.Map(default(SignificandOf<T>), values, actual.AsSpan());
                Bits.AssertEqual<T>(significands, actual, $"{path}, significands");
            });
        }
    }

    private static float[] ToFloats(double[] values) => [.. values.Select(static value => (float)value)];
}
