using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class SumOfMagnitudesTests : IDisposable
{
    private const int Longest = 256;

    private readonly GuardedMemory _memory = new();

    public void Dispose() => _memory.Dispose();

    // Catches lanes that depend on the register's width, a tail in the wrong lane, and a tree of another shape.
    [Fact]
    public void Every_length_gives_the_bits_of_the_plain_loop_and_reads_nothing_beyond()
    {
        Check<float>();
        Check<double>();
    }

    [Fact]
    public void Signs_do_not_matter() => Paths.Each(path =>
    {
        double[] alternating = [.. Enumerable.Range(1, 100).Select(static value => value % 2 == 0 ? value : -(double)value)];
        Assert.True(Primitives.SumOfMagnitudes<double>(alternating) == 5050, $"{path}");
        Assert.True(Primitives.SumOfMagnitudes<double>([]) == 0, $"{path}");
    });

    // Catches a maximum that swallows what is not a number.
    [Fact]
    public void What_is_not_a_number_has_no_sum() => Paths.Each(path =>
    {
        float[] values = new float[70];
        values[33] = float.NaN;
        Assert.True(float.IsNaN(Primitives.SumOfMagnitudes<float>(values)), $"{path}");
    });

    private void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(8);
        for (int length = 0; length <= Longest; length++)
        {
            Span<T> a = _memory.End<T>(length);
            Numbers.Fill(a, random);
            T expected = Reference.SumOfMagnitudes<T>(a);
            foreach (PrimitivePath path in PrimitivePaths.Supported)
            {
                using (PrimitivePaths.Force(path))
                    Bits.AssertEqual<T>([expected], [Primitives.SumOfMagnitudes<T>(a)], $"{path}, {typeof(T).Name}, length {length}");
            }
        }
    }
}
