using System.Numerics;

namespace Soma.Numerics.Tests;

/// <summary>Processors disagree about the maximum of NaN and of zeros of unlike sign; the paths must not.</summary>
[Collection(Paths.Name)]
public sealed class ClampTests
{
    // The x86 instruction gives its second operand when either is NaN: a diverged rate would be clamped to 0 or 1 and go unseen.
    [Fact]
    public void Not_a_number_stays_not_a_number() => Paths.Each(path =>
    {
        Check<float>(path, float.NaN);
        Check<float>(path, -float.NaN);
        Check<double>(path, double.NaN);
        Check<double>(path, -double.NaN);
    });

    // IEEE 754-2019: +0 is larger than −0, whichever comes first.
    [Fact]
    public void The_sign_of_zero_is_the_same_on_every_path() => Paths.Each(path =>
    {
        CheckZeros<float>(path);
        CheckZeros<double>(path);
    });

    [Fact]
    public void A_clamp_keeps_what_lies_inside_and_gives_the_bounds_outside() => Paths.Each(path =>
    {
        float[] values = [.. Enumerable.Repeat<float[]>([-1, 0, 0.25f, 1, 7, float.NegativeInfinity, float.PositiveInfinity], 7).SelectMany(static v => v)];
        float[] expected = [.. Enumerable.Repeat<float[]>([0, 0, 0.25f, 1, 1, 0, 1], 7).SelectMany(static v => v)];
        Primitives.Map(new Clamp<float>(0, 1), values, values.AsSpan());
        Bits.AssertEqual<float>(expected, values, $"{path}");
    });

    private static void Check<T>(PrimitivePath path, T nan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] nans = [.. Enumerable.Repeat(nan, 37)];
        T[] ones = [.. Enumerable.Repeat(T.One, 37)];
        T[] result = new T[37];
        foreach ((T[] first, T[] second) in (IEnumerable<(T[], T[])>)[(nans, ones), (ones, nans), (nans, nans)])
        {
            Primitives.Map(default(Larger<T>), first, second, result.AsSpan());
            Assert.True(Array.TrueForAll(result, T.IsNaN), $"{path}: the maximum lost a NaN.");
            Primitives.Map(default(Smaller<T>), first, second, result.AsSpan());
            Assert.True(Array.TrueForAll(result, T.IsNaN), $"{path}: the minimum lost a NaN.");
        }

        Primitives.Map(new Clamp<T>(T.Zero, T.One), nans, result.AsSpan());
        Assert.True(Array.TrueForAll(result, T.IsNaN), $"{path}: the clamp lost a NaN.");
    }

    private static void CheckZeros<T>(PrimitivePath path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] plus = new T[37];
        T[] minus = [.. Enumerable.Repeat(T.NegativeZero, 37)];
        T[] result = new T[37];
        foreach ((T[] first, T[] second) in (IEnumerable<(T[], T[])>)[(plus, minus), (minus, plus)])
        {
            Primitives.Map(default(Larger<T>), first, second, result.AsSpan());
            Bits.AssertEqual<T>(plus, result, $"{path}, maximum of unlike zeros");
            Primitives.Map(default(Smaller<T>), first, second, result.AsSpan());
            Bits.AssertEqual<T>(minus, result, $"{path}, minimum of unlike zeros");
        }
    }
}
