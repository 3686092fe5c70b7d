using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class AllFiniteTests : IDisposable
{
    private const int Longest = 256;

    private readonly GuardedMemory _memory = new();

    public void Dispose() => _memory.Dispose();

    // Catches a tail that is not looked at, and a lane that is lost when the lanes are brought together.
    [Fact]
    public void One_fault_at_any_place_of_any_length_is_seen()
    {
        Check<float>();
        Check<double>();
    }

    // Catches a check by sums of the values themselves, which finite values can overflow.
    [Fact]
    public void The_largest_numbers_are_finite() => Paths.Each(path =>
    {
        Assert.True(Primitives.AllFinite<float>([.. Enumerable.Repeat(float.MaxValue, 100)]), $"{path}");
        Assert.True(Primitives.AllFinite<double>([.. Enumerable.Repeat(double.MinValue, 100)]), $"{path}");
    });

    [Fact]
    public void Infinities_that_cancel_are_seen() => Paths.Each(path =>
        Assert.False(Primitives.AllFinite<float>([.. Enumerable.Repeat<float[]>([float.PositiveInfinity, float.NegativeInfinity], 40).SelectMany(static v => v)]), $"{path}"));

    private void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] numbers = Numbers.Array<T>(Longest, new RandomStream(5));
        T[] faults = [T.NaN, T.PositiveInfinity, T.NegativeInfinity];
        Paths.Each(path =>
        {
            for (int length = 0; length <= Longest; length++)
            {
                Span<T> values = _memory.End<T>(length);
                numbers.AsSpan(0, length).CopyTo(values);
                Assert.True(Reference.AllFinite<T>(values) && Primitives.AllFinite<T>(values), $"{path}, length {length}: there is no fault.");
                for (int place = 0; place < length; place++)
                {
                    values[place] = faults[(place + length) % faults.Length];
                    if (Reference.AllFinite<T>(values) || Primitives.AllFinite<T>(values))
                        Assert.Fail($"{path}, length {length}: the {values[place]} at {place} was missed.");
                    values[place] = numbers[place];
                }
            }
        });
    }
}
