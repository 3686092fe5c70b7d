using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class OptDigitsTests
{
    private static readonly DatasetPair _data = new OptDigits().Load();

    [Fact]
    public void It_has_the_published_sizes_and_classes()
    {
        Assert.Equal((3823, 64, 10, 1797), (_data.Train.Count, _data.Train.Features, _data.Train.Classes, _data.Test.Count));
        Assert.Equal([376, 389, 380, 389, 387, 376, 377, 387, 380, 382], Counts(_data.Train));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Counts(_data.Test));
    }

    // 4.884 is the mean that scikit-learn's copy of the test set has.
    [Fact]
    public void It_has_the_published_mean()
        => Assert.Equal(4.884164579855314 / 16, Assert.Single(PixelStatistics.Of(_data.Test).Means), 1e-12);

    [Fact]
    public void Counts_up_to_16_become_values_up_to_1()
    {
        Batch<double> batch = new(1, 64, 10);
        _data.Train.Fill([0], batch);
        Assert.Equal([0, 1 / 16.0, 6 / 16.0, 15 / 16.0, 12 / 16.0, 1 / 16.0, 0, 0, 0, 7 / 16.0, 1], batch.Inputs.Row(0)[..11].ToArray());
        Assert.Equal(0, batch.Labels[0]);
    }

    // What lies in the library unpacks to the publisher's files, byte for byte.
    [Theory]
    [InlineData("optdigits.tra.gz", "e1b683cc211604fe8fd8c4417e6a69f31380e0c61d4af22e93cc21e9257ffedd")]
    [InlineData("optdigits.tes.gz", "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8")]
    public void It_unpacks_to_the_publishers_files(string resource, string sum)
    {
        using Stream packed = typeof(OptDigits).Assembly.GetManifestResourceStream($"data/optdigits/{resource}")!;
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        Assert.Equal(sum, Convert.ToHexStringLower(SHA256.HashData(unpacked)));
    }

    [Fact]
    public void It_needs_no_folder()
    {
        FoundData found = DataName.Parse("optdigits").Load(new DatasetLocator(new DatasetPlaces { ProgramFolder = "/nowhere", CurrentFolder = "/nowhere", CacheFolder = "" }));
        Assert.Equal(DatasetLocator.BuiltIn, found.Place);
        Assert.Equal(3823, found.Pair.Train.Count);
    }

    [Fact]
    public async Task Fetching_it_fetches_nothing_and_makes_no_folder()
    {
        using HttpClient client = new(new Soma.Testing.FakeServer());
        string folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"soma-test-never-made-{Environment.ProcessId}"));
        await new DatasetFetcher(client).FetchAsync(new OptDigits(), folder);
        Assert.False(Directory.Exists(folder));
    }

    private static IEnumerable<int> Counts(Dataset data) => data.Labels.ToArray().CountBy(static label => label).OrderBy(static count => count.Key).Select(static count => count.Value);
}
