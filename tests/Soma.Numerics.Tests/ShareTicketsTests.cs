namespace Soma.Numerics.Tests;

public sealed class ShareTicketsTests
{
    // A share belongs to nobody until it is taken: where no other thread comes, one thread does them all.
    [Fact]
    public void One_thread_alone_gets_every_share_once_and_then_none()
    {
        ShareTickets tickets = new();
        tickets.Open(3);
        Assert.Equal([0, 1, 2, -1, -1], Enumerable.Range(0, 5).Select(_ => tickets.Take()));
    }

    // Catches a late thread that counts on from the last piece of work, or takes a share of the new one twice.
    [Fact]
    public void A_new_piece_of_work_begins_at_its_first_share_whatever_was_asked_before()
    {
        ShareTickets tickets = new();
        Assert.Equal(-1, tickets.Take());
        foreach (int shares in (int[])[2, 5, 1])
        {
            int work = tickets.Work;
            tickets.Open(shares);
            Assert.NotEqual(work, tickets.Work);
            Assert.Equal(Enumerable.Range(0, shares).Append(-1), Enumerable.Range(0, shares + 1).Select(_ => tickets.Take()));
        }
    }

    [Fact]
    public void The_largest_number_of_shares_fits()
    {
        ShareTickets tickets = new();
        tickets.Open(ShareTickets.MostShares);
        int last = -1;
        for (int share = tickets.Take(); share >= 0; share = tickets.Take())
            last = share;
        Assert.Equal(ShareTickets.MostShares - 1, last);
    }
}
