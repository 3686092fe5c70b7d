using System.Numerics;

namespace Soma.Numerics.Tests;

/// <summary>Signals end, and begin, where the memory does.</summary>
[Collection(Paths.Name)]
public sealed class MapTests : IDisposable
{
    private const int Longest = 256;

    private readonly GuardedMemory _a = new();
    private readonly GuardedMemory _b = new();
    private readonly GuardedMemory _c = new();
    private readonly GuardedMemory _destination = new();

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _c.Dispose();
        _destination.Dispose();
    }

    // Catches a tail that is skipped, done twice, computed with other roundings than the body, or read as a whole vector.
    [Fact]
    public void Every_length_gives_the_bits_of_the_plain_loop_and_touches_nothing_beyond()
    {
        Check<float>();
        Check<double>();
    }

    // Catches a loop that reads a signal after it has overwritten it.
    [Fact]
    public void The_destination_may_be_any_of_the_signals()
    {
        CheckInPlace<float>();
        CheckInPlace<double>();
    }

    [Fact]
    public void Lengths_that_differ_are_refused_with_both_lengths()
    {
        float[] four = new float[4];
        float[] three = new float[3];
        string[] messages =
        [
            Assert.Throws<ArgumentException>(() => Primitives.Map(new Clamp<float>(0, 1), three, four.AsSpan())).Message,
            Assert.Throws<ArgumentException>(() => Primitives.Map(new Step<float>(1), four, three, four.AsSpan())).Message,
            Assert.Throws<ArgumentException>(() => Primitives.Map(default(Fused<float>), four, four, three, four.AsSpan())).Message,
        ];
        Assert.Equal(["'a' has 3 values, but the destination has 4.", "'b' has 3 values, but the destination has 4.", "'c' has 3 values, but the destination has 4."], messages);
    }

    private void Check<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(1);
        for (int length = 0; length <= Longest; length++)
        {
            T[] a = Numbers.Array<T>(length, random);
            T[] b = Numbers.Array<T>(length, random);
            T[] c = Numbers.Array<T>(length, random);
            (T[] one, T[] two, T[] three) = Expected(a, b, c);
            Paths.Each(path =>
            {
                foreach (bool atEnd in (bool[])[true, false])
                {
                    Span<T> pa = Place(_a, a, atEnd);
                    Span<T> pb = Place(_b, b, atEnd);
                    Span<T> pc = Place(_c, c, atEnd);
                    Span<T> destination = Place(_destination, new T[length], atEnd);
                    string what = $"{path}, {typeof(T).Name}, length {length}";
                    Primitives.Map(NewCurve<T>(), pa, destination);
                    Bits.AssertEqual<T>(one, destination, what + ", one signal");
                    Primitives.Map(NewStep<T>(), pa, pb, destination);
                    Bits.AssertEqual<T>(two, destination, what + ", two signals");
                    Primitives.Map(default(Fused<T>), pa, pb, pc, destination);
                    Bits.AssertEqual<T>(three, destination, what + ", three signals");
                }
            });
        }
    }

    private static void CheckInPlace<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(2);
        for (int length = 0; length <= Longest; length += 13)
        {
            T[] a = Numbers.Array<T>(length, random);
            T[] b = Numbers.Array<T>(length, random);
            T[] c = Numbers.Array<T>(length, random);
            (T[] one, T[] two, T[] three) = Expected(a, b, c);
            Paths.Each(path =>
            {
                T[] destination = [.. a];
                Primitives.Map(NewCurve<T>(), destination, destination.AsSpan());
                Bits.AssertEqual<T>(one, destination, $"{path}, one signal in place");
                destination = [.. b];
                Primitives.Map(NewStep<T>(), a, destination, destination.AsSpan());
                Bits.AssertEqual<T>(two, destination, $"{path}, second of two signals in place");
                destination = [.. c];
                Primitives.Map(default(Fused<T>), a, b, destination, destination.AsSpan());
                Bits.AssertEqual<T>(three, destination, $"{path}, third of three signals in place");
            });
        }
    }

    // The formulas of Formulas.cs once more, as plain arithmetic.
    private static (T[] One, T[] Two, T[] Three) Expected<T>(T[] a, T[] b, T[] c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] one = new T[a.Length];
        T[] two = new T[a.Length];
        T[] three = new T[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            one[i] = T.FusedMultiplyAdd(a[i], a[i], T.CreateChecked(3) * a[i]) - T.One + T.Zero;
            two[i] = a[i] - (T.CreateChecked(0.1) * b[i]);
            three[i] = T.FusedMultiplyAdd(a[i], b[i], c[i]) - a[i];
        }

        return (one, two, three);
    }

    private static Curve<T> NewCurve<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(T.CreateChecked(3), T.One);

    private static Step<T> NewStep<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(T.CreateChecked(0.1));

    private static Span<T> Place<T>(GuardedMemory memory, T[] values, bool atEnd)
        where T : unmanaged
    {
        Span<T> place = atEnd ? memory.End<T>(values.Length) : memory.Start<T>(values.Length);
        values.CopyTo(place);
        return place;
    }
}
