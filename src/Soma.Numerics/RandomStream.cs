using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Soma.Numerics;

/// <summary>
/// A seeded stream of random numbers that splits by name: <c>root.Split("weights")</c> and <c>root.Split("shuffle")</c> are
/// independent, and a draw added to one moves nothing in the other. The generator is Philox 4×32 with ten rounds
/// (Salmon et al., SC 2011): counter-based, so that a stream can be entered at any position and a resumed run
/// needs no stored state. The name of a split is folded into the key with SHA-256.
/// </summary>
public sealed class RandomStream
{
    private const int WordsPerBlock = 4;

    private readonly ulong _key;
    private readonly uint[] _block = new uint[WordsPerBlock];
    private ulong _position;
    private ulong _blockIndex;
    private int _used = WordsPerBlock;

    /// <summary>Starts the root stream of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public RandomStream(ulong seed) => _key = seed;

    /// <summary>An independent stream, the same one for the same name, wherever this stream stands.</summary>
    /// <param name="name">For example "weights" or "epoch/3".</param>
    public RandomStream Split(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] material = new byte[sizeof(ulong) + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(material, _key);
        text.CopyTo(material, sizeof(ulong));
        return new RandomStream(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(material)));
    }

    /// <summary>Enters the stream at a position, for example the number of a minibatch; each position has 2⁶⁴ blocks of its own.</summary>
    /// <param name="position">Any number; a new stream stands at 0.</param>
    public void MoveTo(ulong position)
    {
        _position = position;
        _blockIndex = 0;
        _used = WordsPerBlock;
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == WordsPerBlock)
        {
            Philox.Block(_blockIndex++, _position, _key, _block);
            _used = 0;
        }

        return _block[_used++];
    }

    /// <summary>64 random bits: two draws, the low word first.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A number from the uniform distribution on [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from the uniform distribution on [low, high); rounding may reach <paramref name="high"/> itself, about once in 2⁵³ draws.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    public double NextUniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>An integer from 0 to <paramref name="exclusiveEnd"/> − 1, each equally likely.</summary>
    /// <param name="exclusiveEnd">At least 1.</param>
    public int NextInt(int exclusiveEnd)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveEnd);

        // The first 2³² mod end numbers are drawn again; the rest divides evenly, so that no remainder is favoured.
        uint end = (uint)exclusiveEnd;
        uint rejected = (uint)(((1UL << 32) - end) % end);
        uint draw;
        do
        {
            draw = NextUInt32();
        }
        while (draw < rejected);
        return (int)(draw % end);
    }

    /// <summary>+1 or −1, each with probability one half.</summary>
    public int NextSign() => (NextUInt32() & 1) == 0 ? 1 : -1;

    /// <summary>Puts the items in an order that is equally likely to be any (Fisher–Yates).</summary>
    /// <param name="items">The items, rearranged in place.</param>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
