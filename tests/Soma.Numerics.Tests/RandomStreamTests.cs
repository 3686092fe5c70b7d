namespace Soma.Numerics.Tests;

/// <summary>
/// The sequences are part of the format of every run: a changed draw changes every published number. The constants beyond the published
/// vectors come from a second implementation, written from the paper in another language.
/// </summary>
public sealed class RandomStreamTests
{
    private const ulong Seed = 20;

    // Known answers of philox4x32-10 published with Random123.
    [Theory]
    [InlineData(0x00000000_00000000, 0x00000000_00000000, 0x00000000_00000000, new uint[] { 0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8 })]
    [InlineData(0xFFFFFFFF_FFFFFFFF, 0xFFFFFFFF_FFFFFFFF, 0xFFFFFFFF_FFFFFFFF, new uint[] { 0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD })]
    [InlineData(0x85A308D3_243F6A88, 0x03707344_13198A2E, 0x299F31D0_A4093822, new uint[] { 0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1 })]
    public void Philox_gives_its_published_answers(ulong counterLow, ulong counterHigh, ulong key, uint[] expected)
    {
        uint[] block = new uint[4];
        Philox.Block(counterLow, counterHigh, key, block);
        Assert.Equal(expected, block);
    }

    [Fact]
    public void A_split_has_its_golden_words()
    {
        Assert.Equal([0x5E782F5D, 0x4D4AAFDD, 0x76417DF5, 0xC48257D3, 0x621F1289, 0xF0789280], Words(new RandomStream(Seed).Split("weights"), 6));
        Assert.Equal([0x29CDFB3A, 0xB3658BFD, 0xAAB7C758], Words(new RandomStream(Seed).Split("epoch/3").Split("β"), 3));
    }

    [Fact]
    public void A_seed_of_more_than_32_bits_has_its_golden_words() =>
        Assert.Equal([0xF8802C11, 0x02D57A31, 0x4A22C87B, 0x78E609C8, 0x611A76C6], Words(new RandomStream(0x80000000_00000005), 5));

    [Fact]
    public void Doubles_have_their_golden_values()
    {
        RandomStream random = new(Seed);
        Assert.Equal(
            [0.517208544483414, 0.15866916536806253, 0.26420157949420786, 0.9575781481722327],
            [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void Integers_have_their_golden_values()
    {
        RandomStream random = new(Seed);
        Assert.Equal([7, 3, 8, 6, 8, 3, 3, 9, 4, 5, 0, 2], Enumerable.Range(0, 12).Select(_ => random.NextInt(10)));
    }

    [Fact]
    public void Signs_have_their_golden_values()
    {
        RandomStream random = new(Seed);
        Assert.Equal([-1, -1, 1, 1, 1, -1, -1, -1, 1, -1, 1, 1], Enumerable.Range(0, 12).Select(_ => random.NextSign()));
    }

    [Fact]
    public void A_shuffle_has_its_golden_order()
    {
        int[] items = [.. Enumerable.Range(0, 10)];
        new RandomStream(Seed).Shuffle(items.AsSpan());
        Assert.Equal([2, 0, 5, 6, 3, 9, 1, 8, 4, 7], items);
    }

    [Fact]
    public void A_position_has_its_golden_words_wherever_the_stream_stood()
    {
        RandomStream random = new(Seed);
        random.MoveTo(7);
        Assert.Equal([0x6AA9A629, 0x83FBF402, 0x2FCFA786, 0xEDC143EA], Words(random, 4));
        _ = Words(random, 3);
        random.MoveTo((1UL << 40) + 1);
        Assert.Equal([0xA33A66CC, 0x9F8D927E, 0xA2C1CEEC, 0xE1841FAF], Words(random, 4));
        random.MoveTo(0);
        Assert.Equal(Words(new RandomStream(Seed), 9), Words(random, 9));
    }

    // The reason for streams with names: a new draw in one place must not change another.
    [Fact]
    public void A_draw_more_from_one_stream_moves_nothing_in_another()
    {
        RandomStream root = new(Seed);
        uint[] undisturbed = Words(root.Split("shuffle"), 20);
        RandomStream weights = root.Split("weights");
        RandomStream shuffle = root.Split("shuffle");
        _ = Words(root, 3);
        uint[] interleaved = new uint[20];
        for (int draw = 0; draw < interleaved.Length; draw++)
        {
            _ = Words(weights, draw);
            interleaved[draw] = shuffle.NextUInt32();
        }

        Assert.Equal(undisturbed, interleaved);
        Assert.Equal(undisturbed, Words(root.Split("shuffle"), 20));
    }

    [Fact]
    public void Seeds_names_and_positions_each_give_a_stream_of_their_own()
    {
        RandomStream moved = new(Seed);
        moved.MoveTo(1);
        RandomStream[] streams = [new(Seed), new(Seed + 1), new RandomStream(Seed).Split("a"), new RandomStream(Seed).Split("b"), new RandomStream(Seed).Split("a").Split("b"), moved];
        Assert.Equal(streams.Length, streams.Select(static stream => stream.NextUInt64()).Distinct().Count());
    }

    // With 63 degrees of freedom, chi-square lies between 31 and 112 in all but one case in ten thousand; the seed is fixed.
    [Fact]
    public void Doubles_and_integers_are_uniform()
    {
        const int Bins = 64;
        const int Draws = 64_000;
        RandomStream random = new(Seed);
        int[] ofDoubles = new int[Bins];
        int[] ofIntegers = new int[Bins];
        for (int draw = 0; draw < Draws; draw++)
        {
            ofDoubles[(int)(random.NextDouble() * Bins)]++;
            ofIntegers[random.NextInt(Bins)]++;
        }

        Assert.InRange(ChiSquare(ofDoubles, Draws), 31, 112);
        Assert.InRange(ChiSquare(ofIntegers, Draws), 31, 112);
    }

    // A plain remainder would put 3/4 of the draws, instead of 2/3, below 2³⁰.
    [Fact]
    public void No_integer_is_favoured_by_the_remainder()
    {
        RandomStream random = new(Seed);
        int below = Enumerable.Range(0, 30_000).Count(_ => random.NextInt(3 << 29) < 1 << 30);
        Assert.InRange(below, 19_600, 20_400);
    }

    [Fact]
    public void Every_order_of_four_items_is_equally_likely()
    {
        RandomStream random = new(Seed);
        Dictionary<string, int> orders = [];
        for (int draw = 0; draw < 24_000; draw++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle(items.AsSpan());
            string order = new(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        // 23 degrees of freedom, one case in ten thousand on either side.
        Assert.Equal(24, orders.Count);
        Assert.InRange(ChiSquare([.. orders.Values], 24_000), 6, 57);
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval()
    {
        RandomStream random = new(Seed);
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextUniform(-3, 5))];
        Assert.All(draws, static draw => Assert.InRange(draw, -3, 5));
        Assert.InRange(draws.Min(), -3, -2.99);
        Assert.InRange(draws.Max(), 4.99, 5);
        Assert.InRange(draws.Average(), 0.9, 1.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void No_integer_can_be_drawn_below_one(int end) => Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(Seed).NextInt(end));

    [Fact]
    public void The_only_integer_below_one_is_zero() => Assert.Equal(0, new RandomStream(Seed).NextInt(1));

    private static uint[] Words(RandomStream random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextUInt32())];

    private static double ChiSquare(int[] counts, int draws)
    {
        double expected = (double)draws / counts.Length;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
