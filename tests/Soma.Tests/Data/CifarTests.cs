using Soma.Data;
using Soma.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Soma.Tests.Data;

public sealed class CifarTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_publishers_archive_is_read_as_it_is()
    {
        _folder.Write(TinyCifar.ArchiveName, Idx.Gzip(TinyCifar.Tar()));
        AssertWhole(new TinyCifar().Load(_folder.Path));
    }

    [Fact]
    public void Unpacked_files_are_read()
    {
        TinyCifar.WriteFiles(_folder);
        AssertWhole(new TinyCifar().Load(_folder.Path));
    }

    [Fact]
    public void Unpacked_files_are_read_in_the_folder_that_unpacking_makes()
    {
        TinyCifar.WriteFiles(_folder);
        foreach (string file in Directory.GetFiles(_folder.Path))
            File.Move(file, Path.Combine(_folder.Folder("tiny-batches-bin"), Path.GetFileName(file)));
        AssertWhole(new TinyCifar().Load(_folder.Path));
        Assert.Empty(new TinyCifar().Files[0].MissingIn(_folder.Path));
    }

    [Fact]
    public void Files_packed_one_by_one_are_read_whatever_packed_them()
    {
        TinyCifar.WriteFiles(_folder, ("data_batch_1.bin", null), ("data_batch_2.bin", null));
        _folder.Write("data_batch_1.bin.br", TinyCifar.Brotli(TinyCifar.Contents("data_batch_1.bin")));
        _folder.Write("data_batch_2.bin.gz", Idx.Gzip(TinyCifar.Contents("data_batch_2.bin")));
        AssertWhole(new TinyCifar().Load(_folder.Path));
    }

    // One file left over from unpacking must not hide the archive.
    [Fact]
    public void The_archive_counts_where_not_all_files_lie_beside_it()
    {
        TinyCifar.WriteFiles(_folder, ("data_batch_1.bin", null));
        _folder.Write(TinyCifar.ArchiveName, Idx.Gzip(TinyCifar.Tar()));
        AssertWhole(new TinyCifar().Load(_folder.Path));
    }

    [Fact]
    public void Values_are_normalized_plane_by_plane_as_the_published_runs_do()
    {
        TinyCifar.WriteFiles(_folder);
        Batch<double> batch = new(1, 3072, 4);
        new TinyCifar().Load(_folder.Path).Train.Fill([0], batch);
        Assert.Equal((1 / 255.0 - 0.4914) / 0.6069, batch.Inputs.Row(0)[0], 1e-15);
        Assert.Equal((2 / 255.0 - 0.4822) / 0.5982, batch.Inputs.Row(0)[1024], 1e-15);
        Assert.Equal((3 / 255.0 - 0.4465) / 0.6030, batch.Inputs.Row(0)[2048], 1e-15);
    }

    [Fact]
    public void All_faults_of_the_files_are_told_at_once()
    {
        TinyCifar.WriteFiles(_folder, ("data_batch_1.bin", TinyCifar.Contents("data_batch_1.bin")[..^1]), ("data_batch_2.bin", [.. TinyCifar.Record(4, 0), .. TinyCifar.Record(9, 0)]), ("test_batch.bin", null));
        Refused(
            "data_batch_1.bin' has 6145 bytes; expected were 6146 bytes (2 records of 3073)",
            "data_batch_2.bin' has the label 4 in record 0; labels go from 0 to 3",
            "'test_batch.bin' is missing",
            "soma data fetch tiny-cifar");
    }

    // The length of a packed file is only known at its end.
    [Theory]
    [InlineData(5000, "ends early: it has 5000 bytes; expected were 6146")]
    [InlineData(6147, "goes on behind its last record; expected were 6146")]
    public void Packed_files_of_another_length(int length, string message)
    {
        TinyCifar.WriteFiles(_folder, ("data_batch_1.bin", null));
        byte[] contents = new byte[length];
        _folder.Write("data_batch_1.bin.br", TinyCifar.Brotli(contents));
        Refused(message);
    }

    [Fact]
    public void A_file_that_is_not_packed_as_its_name_says()
    {
        TinyCifar.WriteFiles(_folder, ("data_batch_1.bin", null));
        _folder.Write("data_batch_1.bin.br", [.. Enumerable.Repeat((byte)0xFF, 100)]);
        Refused("data_batch_1.bin.br' is damaged, or not packed as its name says");
    }

    [Fact]
    public void An_archive_that_was_cut_off_is_told_with_what_it_lacks()
    {
        byte[] tar = TinyCifar.Tar();
        _folder.Write(TinyCifar.ArchiveName, Idx.Gzip(tar[..^9000]));
        Refused(TinyCifar.ArchiveName, "does not hold", "test_batch.bin");
        byte[] packed = Idx.Gzip(tar);
        _folder.Write(TinyCifar.ArchiveName, packed[..(packed.Length / 2)]);
        Refused(TinyCifar.ArchiveName, "does not hold", "test_batch.bin");
    }

    [Fact]
    public void All_faults_of_an_archive_are_told_at_once()
    {
        byte[] tar = TinyCifar.Tar(("data_batch_1.bin", [1, 2, 3]), ("data_batch_2.bin", [.. TinyCifar.Record(0, 0), .. TinyCifar.Record(7, 0)]), ("test_batch.bin", null));
        _folder.Write(TinyCifar.ArchiveName, Idx.Gzip(tar));
        Refused(
            "'tiny-batches-bin/data_batch_1.bin' in '",
            "has 3 bytes; expected were 6146 bytes (2 records of 3073)",
            "has the label 7 in record 1; labels go from 0 to 3",
            "does not hold test_batch.bin");
    }

    [Fact]
    public void An_archive_that_is_none()
    {
        _folder.Write(TinyCifar.ArchiveName, "<html>sign in</html>"u8.ToArray());
        Refused("is damaged, or not packed as its name says", "does not hold data_batch_1.bin, data_batch_2.bin, test_batch.bin");
        _folder.Write(TinyCifar.ArchiveName, Idx.Gzip([.. Enumerable.Repeat((byte)'x', 2000)]));
        Refused("is damaged, or not packed as its name says", "does not hold data_batch_1.bin");
    }

    // A coarse label comes first in CIFAR-100; taking it for the class would still learn something.
    [Fact]
    public void Of_two_labels_the_fine_one_is_the_class()
    {
        UnpackedFile[] files = [new("train.bin", 2 * 3074, string.Empty)];
        CifarPart part = new(files, new CifarRecord(2, 1), 100);
        ProblemList problems = new();
        part.Read(files[0], new MemoryStream([11, .. TinyCifar.Record(49, 7), 19, .. TinyCifar.Record(99, 8)]), "it", problems);
        Assert.True(problems.IsEmpty);
        Assert.Equal([49, 99], part.Labels.ToArray());
        Assert.Equal([7, 8], new[] { part.Samples.Span[0], part.Samples.Span[3072] });
    }

    [Fact]
    public void Cifar_100_has_a_hundred_names_in_alphabetical_order()
    {
        IReadOnlyList<string> names = new Cifar100().LabelNames;
        Assert.Equal(100, names.Distinct().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(("mountain", "worm"), (names[49], names[99]));
    }

    // Means and deviations are widely printed; swapped planes, a shifted record or a missing file would give others.
    [Fact]
    public void The_real_cifar_10_has_the_published_sizes_and_statistics()
    {
        if (RealData.Find(new Cifar10(), output) is not { } folder)
            return;
        DatasetPair data = new Cifar10().Load(folder);
        Assert.Equal((50_000, 3072, 10), (data.Train.Count, data.Train.Features, data.Train.Classes));
        Assert.Equal(10_000, data.Test.Count);
        Assert.All(data.Train.Labels.ToArray().CountBy(static label => label), static count => Assert.Equal(5000, count.Value));
        Assert.Equal([6, 9, 9, 4, 1], data.Train.Labels[..5].ToArray());
        PixelStatistics statistics = PixelStatistics.Of(data.Train);
        Assert.Equal([0.4914, 0.4822, 0.4465], statistics.Means, static (a, b) => Math.Abs(a - b) < 0.00006);
        Assert.Equal([0.2470, 0.2435, 0.2616], statistics.Deviations, static (a, b) => Math.Abs(a - b) < 0.00006);
    }

    [Fact]
    public void The_real_cifar_100_has_the_published_sizes_and_statistics()
    {
        if (RealData.Find(new Cifar100(), output) is not { } folder)
            return;
        DatasetPair data = new Cifar100().Load(folder);
        Assert.Equal((50_000, 3072, 100, 10_000), (data.Train.Count, data.Train.Features, data.Train.Classes, data.Test.Count));
        Assert.All(data.Train.Labels.ToArray().CountBy(static label => label), static count => Assert.Equal(500, count.Value));
        Assert.Equal([0.5071, 0.4865, 0.4409], PixelStatistics.Of(data.Train).Means, static (a, b) => Math.Abs(a - b) < 0.0003);
    }

    private static void AssertWhole(DatasetPair pair)
    {
        Assert.Equal(("tiny-cifar/train", 4, 3072, 4), (pair.Train.Name, pair.Train.Count, pair.Train.Features, pair.Train.Classes));
        Assert.Equal([0, 1, 2, 3], pair.Train.Labels.ToArray());
        Assert.Equal([3, 0], pair.Test.Labels.ToArray());
        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 4).Select(sample => pair.Train.Samples.Span[sample * 3072]));
        Assert.Equal(TinyCifar.Record(0, 6)[1..], pair.Test.Samples[3072..].ToArray());
        Assert.Equal(new ImageShape(3, 32, 32), pair.Test.Image);
        Assert.Equal(["a", "b", "c", "d"], pair.Test.LabelNames);
    }

    private void Refused(params string[] words)
    {
        string message = Assert.Throws<DataException>(() => new TinyCifar().Load(_folder.Path)).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
