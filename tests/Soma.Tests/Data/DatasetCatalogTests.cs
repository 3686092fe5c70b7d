using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetCatalogTests
{
    [Fact]
    public void Datasets_are_found_by_name()
    {
        Assert.IsType<Mnist>(DatasetCatalog.Find("mnist"));
        Assert.Null(DatasetCatalog.Find("MNIST "));
    }

    // A name becomes a folder and an argument; a sum that is not lower-case hexadecimal could never match.
    [Fact]
    public void Every_dataset_can_be_fetched_and_checked()
    {
        Assert.NotEmpty(DatasetCatalog.All);
        Assert.Equal(DatasetCatalog.All.Count, DatasetCatalog.All.DistinctBy(static source => source.Name).Count());
        Assert.All(DatasetCatalog.All, static source => Assert.Matches("^[a-z0-9-]+$", source.Name));
        Assert.All(DatasetCatalog.All.SelectMany(static source => source.Files), static file =>
        {
            Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
            Assert.EndsWith(file.Name, file.Address.AbsoluteUri, StringComparison.Ordinal);
            Assert.True(file.Bytes > 0);
        });
        Assert.All(DatasetCatalog.All.SelectMany(static source => source.Mirrors), static mirror => Assert.EndsWith("/", mirror.AbsoluteUri, StringComparison.Ordinal));
    }
}
