using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

/// <summary>The MNIST that lies in the repository, found from wherever the tests run.</summary>
public sealed class MnistTests(MnistTests.Fixture fixture) : IClassFixture<MnistTests.Fixture>
{
    private DatasetPair Data => fixture.Data;

    [Fact]
    public void It_has_the_published_sizes()
    {
        Assert.Equal((60_000, 784, 10), (Data.Train.Count, Data.Train.Features, Data.Train.Classes));
        Assert.Equal((10_000, 784, 10), (Data.Test.Count, Data.Test.Features, Data.Test.Classes));
        Assert.Equal(("mnist/train", "mnist/test"), (Data.Train.Name, Data.Test.Name));
    }

    // The numbers of each digit and the first labels are widely printed; swapped train and test files would give others.
    [Fact]
    public void It_has_the_published_labels()
    {
        Assert.Equal([5, 0, 4, 1, 9], Data.Train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], Data.Test.Labels[..5].ToArray());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Data.Train.Labels.ToArray().CountBy(static label => label).OrderBy(static count => count.Key).Select(static count => count.Value));
    }

    // 0.1307 and 0.3081 are the mean and deviation that everyone normalizes MNIST with.
    [Fact]
    public void It_has_the_published_mean_and_deviation()
    {
        double sum = 0;
        double squares = 0;
        foreach (byte pixel in Data.Train.Samples.Span)
        {
            double value = pixel / 255.0;
            sum += value;
            squares += value * value;
        }

        double mean = sum / Data.Train.Samples.Length;
        Assert.Equal(0.1307, mean, 0.00005);
        Assert.Equal(0.3081, Math.Sqrt((squares / Data.Train.Samples.Length) - (mean * mean)), 0.00005);
    }

    [Fact]
    public void Its_files_are_the_publishers()
        => Assert.All(DatasetVerifier.Verify(new Mnist(), fixture.Folder), static report => Assert.Equal(FileCondition.Present, report.Condition));

    [Fact]
    public void The_sums_in_its_folder_are_those_of_the_catalogue()
    {
        string[] lines = File.ReadAllLines(Path.Combine(fixture.Folder, "SHA256SUMS"));
        Assert.Equal(new Mnist().Files.Select(static file => $"{file.Sha256}  {file.Name}").Order(), lines.Order());
        string page = File.ReadAllText(Path.Combine(fixture.Folder, "README.md"));
        Assert.All(new Mnist().Files, file => Assert.Contains(file.Sha256, page, StringComparison.Ordinal));
    }

    public sealed class Fixture
    {
        public Fixture()
        {
            Folder = new DatasetLocator(new DatasetPlaces { ProgramFolder = AppContext.BaseDirectory, CurrentFolder = AppContext.BaseDirectory, CacheFolder = string.Empty }).Find(new Mnist());
            Data = new Mnist().Load(Folder);
        }

        public string Folder { get; }

        public DatasetPair Data { get; }
    }
}
