using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class CombineTests
{
    // Catches terms added in another order, a lost tail, and a start that is read where there is none.
    [Fact]
    public void Every_length_and_number_of_terms_gives_the_bits_of_the_plain_loop() => Paths.Each(path =>
    {
        for (int length = 0; length <= 256; length++)
        {
            Check<float>(length, length % 7, path);
            Check<double>(length, length % 7, path);
        }

        for (int terms = 0; terms <= 40; terms++)
        {
            Check<float>(37, terms, path);
            Check<double>(37, terms, path);
        }
    });

    // A stage that does not count may hold anything, whatever was left there.
    [Fact]
    public void A_term_without_weight_is_not_read() => Paths.Each(static _ =>
    {
        double[] result = new double[3];
        Primitives.Combine<double>([1, 2, 3], [2, 0], [10, 20, 30, double.NaN, double.PositiveInfinity, double.NaN], result);
        Assert.Equal([21, 42, 63], result);
    });

    [Fact]
    public void The_start_may_be_the_destination() => Paths.Each(static _ =>
    {
        double[] sum = [1, 2];
        double[] terms = [.. Enumerable.Range(0, 80).Select(static value => (double)value)];
        Primitives.Combine<double>(sum, [.. Enumerable.Repeat(1.0, 40)], terms, sum);
        Assert.Equal([1 + 1560, 2 + 1600], sum);
    });

    [Fact]
    public void Lengths_must_fit()
    {
        Assert.Contains("6 in all, but 5", Assert.Throws<ArgumentException>(static () => Primitives.Combine<float>([], [1, 1], new float[5], new float[3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => Primitives.Combine<float>([1], [1], new float[3], new float[3]));
    }

    private static void Check<T>(int length, int terms, PrimitivePath path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)((length * 100) + terms));
        T[] start = terms % 3 == 0 ? [] : Numbers.Array<T>(length, random);
        T[] coefficients = Numbers.Array<T>(terms, random), values = Numbers.Array<T>(terms * length, random);
        T[] expected = new T[length], actual = new T[length];
        Reference.Combine<T>(start, coefficients, values, expected);
        Primitives.Combine<T>(start, coefficients, values, actual);
        Bits.AssertEqual<T>(expected, actual, $"{path}, {terms} terms of {length}");
    }
}
