using System.IO.Compression;
using Soma.Data;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DatasetVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A distribution packs with other settings and strips the gzip header: other bytes, the same data.
    [Fact]
    public void What_was_packed_anew_is_known_by_its_contents()
    {
        byte[] repacked = Pack(TinySource.Unpacked("train-images"));
        Assert.NotEqual(TinySource.Contents("train-images.gz"), repacked);
        TinySource.WriteTo(_folder, ("train-images.gz", repacked));
        Assert.All(DatasetVerifier.Verify(new TinySource(), _folder.Path), static report => Assert.Equal(FileCondition.Present, report.Condition));
    }

    [Fact]
    public void Other_contents_packed_anew_are_told_with_the_sums_of_the_publishers_file()
    {
        byte[] other = TinySource.Unpacked("train-images");
        TinySource.WriteTo(_folder, ("train-images.gz", Pack([.. other[..^1], (byte)(other[^1] ^ 1)])));
        FileReport report = DatasetVerifier.Verify(new TinySource(), _folder.Path)[0];
        Assert.Equal(FileCondition.WrongSize, report.Condition);
        Assert.Contains($"expected were {TinySource.Contents("train-images.gz").Length}", report.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_may_offer_what_was_packed_anew()
    {
        TinySource.WriteTo(_folder, ("train-images.gz", Pack(TinySource.Unpacked("train-images"))));
        using HttpClient client = new(new FakeServer());
        await new DatasetFetcher(client).FetchAsync(new TinySource(), _folder.File("fetched"), _folder.Path);
        Assert.Equal(4, Directory.GetFiles(_folder.File("fetched")).Length);
    }

    [Fact]
    public void Every_file_of_an_unpacked_archive_has_a_report()
    {
        TinyCifar source = new();
        TinyCifar.WriteFiles(_folder, ("data_batch_2.bin", null));
        _folder.Write("data_batch_2.bin.br", TinyCifar.Brotli(TinyCifar.Contents("data_batch_2.bin")));
        _folder.Write("test_batch.bin", [.. TinyCifar.Contents("test_batch.bin")[..^1], 99]);
        File.Delete(_folder.File("data_batch_1.bin"));
        Assert.Equal(
            [("data_batch_1.bin", FileCondition.Missing), ("data_batch_2.bin.br", FileCondition.Present), ("test_batch.bin", FileCondition.WrongSum)],
            DatasetVerifier.Verify(source, _folder.Path).Select(static report => (report.Name, report.Condition)));
    }

    [Theory]
    [InlineData(20, FileCondition.WrongSize)]
    [InlineData(-1, FileCondition.WrongSum)]
    public void A_damaged_file_of_an_unpacked_archive_is_told(int keep, FileCondition expected)
    {
        byte[] packed = TinyCifar.Brotli(TinyCifar.Contents("test_batch.bin"));
        TinyCifar.WriteFiles(_folder, ("test_batch.bin", null));
        _folder.Write("test_batch.bin.br", keep > 0 ? packed[..keep] : [0xFF, 0xFF, 0xFF, .. packed]);
        FileReport report = DatasetVerifier.Verify(new TinyCifar(), _folder.Path)[2];
        Assert.Equal(expected, report.Condition);
        Assert.Contains("unpack", report.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_is_not_there_at_all_is_one_missing_file()
    {
        FileReport report = Assert.Single(DatasetVerifier.Verify(new TinyCifar(), _folder.Path));
        Assert.Equal((TinyCifar.ArchiveName, FileCondition.Missing), (report.Name, report.Condition));
    }

    private static byte[] Pack(byte[] contents)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(contents);
        return packed.ToArray();
    }
}
