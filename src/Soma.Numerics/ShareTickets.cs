namespace Soma.Numerics;

/// <summary>
/// Hands out the shares of one piece of work after another, each share once. Work, number of shares and shares taken stand in one
/// word, so a thread that comes late for one piece cannot take a share of the next by the old count.
/// </summary>
internal sealed class ShareTickets
{
    /// <summary>Shares of one piece of work at most.</summary>
    public const int MostShares = ushort.MaxValue;

    private const int SharesShift = 16;
    private const int WorkShift = 32;

    // Work in the high half, then the number of shares, then how many of them are taken.
    private long _word;

    /// <summary>The number of the present piece of work; it changes with every <see cref="Open"/>.</summary>
    public int Work => (int)(Volatile.Read(ref _word) >> WorkShift);

    /// <summary>Offers the shares of a new piece of work. The one before must be finished.</summary>
    /// <param name="shares">How many, from 1.</param>
    public void Open(int shares) => Interlocked.Exchange(ref _word, ((long)(Work + 1) << WorkShift) | ((long)shares << SharesShift));

    /// <summary>Takes a share that nobody has.</summary>
    /// <returns>Its number from 0, or −1 if all are taken.</returns>
    public int Take()
    {
        long word = Volatile.Read(ref _word);
        while (true)
        {
            int shares = (int)(word >> SharesShift) & MostShares, taken = (int)word & MostShares;
            if (taken >= shares)
                return -1;
            long seen = Interlocked.CompareExchange(ref _word, word + 1, word);
            if (seen == word)
                return taken;
            word = seen;
        }
    }
}
