using Soma.Reports.Charts;
using Xunit;

namespace Soma.Reports.Tests.Charts;

public sealed class PlotScaleTests
{
    [Fact]
    public void A_logarithmic_axis_is_marked_at_whole_powers()
    {
        PlotScale scale = PlotScale.Of(new PlotAxis("") { IsLogarithmic = true }, [0.002, 30], marks: 5, exactly: false);
        Assert.Equal(["0.001", "0.01", "0.1", "1", "10", "100"], scale.Marks.Select(static mark => mark.Label));
        Assert.Equal(0.4, scale.Share(0.1), 12);
        Assert.Equal(0, scale.Share(0));
    }

    [Fact]
    public void Many_powers_are_marked_now_and_then()
    {
        PlotScale scale = PlotScale.Of(new PlotAxis("") { IsLogarithmic = true }, [1e-9, 1e5], marks: 5, exactly: false);
        Assert.Equal(["10⁻⁹", "10⁻⁷", "10⁻⁵", "0.001", "0.1", "10", "1000", "10⁵"], scale.Marks.Select(static mark => mark.Label));
    }

    [Fact]
    public void Names_stand_in_the_middle_of_equal_parts()
    {
        PlotScale scale = PlotScale.Of(new PlotAxis("") { Names = ["a", "b"] }, [0, 1], marks: 5, exactly: true);
        Assert.Equal(["a", "b"], scale.Marks.Select(static mark => mark.Label));
        Assert.Equal(0.25, scale.Share(0));
    }
}
