namespace Soma.Numerics.Tests;

public sealed class EarliestFaultTests
{
    [Fact]
    public void There_is_no_fault_before_one_is_reported_and_none_after_clearing()
    {
        EarliestFault fault = new();
        Assert.False(fault.Any);
        fault.Report(0, 0);
        Assert.True(fault.Any);
        fault.Clear();
        Assert.False(fault.Any);
    }

    // Sweep before layer: a fault of a high layer in an early sweep comes first.
    [Fact]
    public void The_earliest_sweep_then_the_lowest_layer_is_kept_in_any_order_of_reports()
    {
        (int Sweep, int Layer)[] reports = [(5, 1), (3, 4), (3, 2), (3, 3), (4, 0)];
        for (int first = 0; first < reports.Length; first++)
        {
            EarliestFault fault = new();
            foreach ((int sweep, int layer) in reports.Skip(first).Concat(reports.Take(first)))
                fault.Report(sweep, layer);
            Assert.Equal((3, 2), (fault.Sweep, fault.Layer));
        }
    }

    [Fact]
    public void Threads_that_report_together_lose_nothing()
    {
        using ThreadTeam team = new(4);
        for (int round = 0; round < 200; round++)
        {
            EarliestFault fault = new();
            team.For(40, 1, new Reports(fault));
            Assert.Equal((0, 7), (fault.Sweep, fault.Layer));
        }
    }

    private readonly struct Reports(EarliestFault fault) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int row = rows.End - 1; row >= rows.Start; row--)
                fault.Report(row, 7);
        }
    }
}
