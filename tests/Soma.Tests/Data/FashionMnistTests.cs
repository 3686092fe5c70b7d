using Soma.Data;
using Xunit;
using Xunit.Abstractions;

namespace Soma.Tests.Data;

public sealed class FashionMnistTests(ITestOutputHelper output)
{
    [Fact]
    public void It_is_looked_for_where_its_debian_package_puts_it()
    {
        DatasetPlaces nowhere = new() { ProgramFolder = "/nowhere/program", CurrentFolder = "/nowhere/here", CacheFolder = string.Empty };
        try
        {
            Assert.Equal("/usr/share/datasets/fashion-mnist", new DatasetLocator(nowhere).Find(new FashionMnist()));
        }
        catch (DataException fault)
        {
            Assert.Contains("/usr/share/datasets/fashion-mnist", fault.Message, StringComparison.Ordinal);
        }
    }

    // 0.2860 and 0.3530 are the mean and deviation that everyone normalizes Fashion-MNIST with; the digits of MNIST under these names would give others.
    [Fact]
    public void The_real_one_has_the_published_contents_sizes_and_statistics()
    {
        if (RealData.Find(new FashionMnist(), output) is not { } folder)
            return;
        Assert.All(DatasetVerifier.Verify(new FashionMnist(), folder), static report => Assert.Equal(string.Empty, report.Detail));
        DatasetPair data = new FashionMnist().Load(folder);
        Assert.Equal((60_000, 784, 10, 10_000), (data.Train.Count, data.Train.Features, data.Train.Classes, data.Test.Count));
        Assert.Equal([9, 0, 0, 3, 0], data.Train.Labels[..5].ToArray());
        Assert.All(data.Train.Labels.ToArray().CountBy(static label => label), static count => Assert.Equal(6000, count.Value));
        PixelStatistics statistics = PixelStatistics.Of(data.Train);
        Assert.Equal(0.2860, Assert.Single(statistics.Means), 0.00005);
        Assert.Equal(0.3530, Assert.Single(statistics.Deviations), 0.00005);
    }
}
