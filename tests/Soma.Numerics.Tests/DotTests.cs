using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class DotTests : IDisposable
{
    private const int Longest = 256;

    private readonly GuardedMemory _a = new();
    private readonly GuardedMemory _b = new();

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    // Catches lanes that depend on the register's width, a tail in the wrong lane, and a tree of another shape.
    [Fact]
    public void Every_length_gives_the_bits_of_the_plain_loop_and_reads_nothing_beyond()
    {
        Check<float>();
        Check<double>();
    }

    // To 2²⁴ a float can add 2 but not 1: ones arrive only if they met each other first. Between them the cases tell sixteen lanes from
    // eight or thirty-two, and a tree of halves from one of neighbours.
    [Fact]
    public void The_order_of_the_sum_is_the_promised_one() => Paths.Each(path =>
    {
        Assert.Equal((path, 2f), (path, Beside(1, 9)));
        Assert.Equal((path, 2f), (path, Beside(4, 12)));
        Assert.Equal((path, 2f), (path, Beside(8, 24)));
        Assert.Equal((path, 0f), (path, Beside(1, 8)));
        Assert.Equal((path, 0f), (path, Beside(2, 3)));
        Assert.Equal((path, 0f), (path, Beside(16, 48)));
    });

    [Fact]
    public void A_small_sum_is_what_paper_and_pencil_give() => Paths.Each(path =>
    {
        double[] upToHundred = [.. Enumerable.Range(1, 100).Select(static value => (double)value)];
        Assert.True(Primitives.Dot<double>(upToHundred, upToHundred) == 338_350, $"{path}");
        Assert.True(Primitives.Dot<double>([], []) == 0, $"{path}");
    });

    [Fact]
    public void Lengths_that_differ_are_refused_with_both_lengths()
    {
        string message = Assert.Throws<ArgumentException>(() => Primitives.Dot<float>(new float[3], new float[4])).Message;
        Assert.Contains("3 values and the other 4", message, StringComparison.Ordinal);
    }

    // What is left of two ones beside a 2²⁴ at place 0.
    private static float Beside(int first, int second)
    {
        const float Large = 1 << 24;
        float[] values = new float[64];
        values[0] = Large;
        values[first] = 1;
        values[second] = 1;
        return Primitives.Dot<float>(values, [.. Enumerable.Repeat(1f, values.Length)]) - Large;
    }

    private void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(6);
        for (int length = 0; length <= Longest; length++)
        {
            Span<T> a = _a.End<T>(length);
            Span<T> b = _b.End<T>(length);
            Numbers.Fill(a, random);
            Numbers.Fill(b, random);
            T expected = Reference.Dot<T>(a, b);
            foreach (PrimitivePath path in PrimitivePaths.Supported)
            {
                using (PrimitivePaths.Force(path))
                    Bits.AssertEqual<T>([expected], [Primitives.Dot<T>(a, b)], $"{path}, {typeof(T).Name}, length {length}");
            }
        }
    }
}
