using Xunit;

namespace Soma.Numerics.Tests;

public sealed class PeakProbeTests
{
    // Zero would mean that the chains were left out by the compiler or ran off to infinity.
    [Fact]
    public void There_is_a_peak_for_either_type()
    {
        Assert.True(PeakProbe.MeasureGigaflops<float>() > 0);
        Assert.True(PeakProbe.MeasureGigaflops<double>() > 0);
    }
}
