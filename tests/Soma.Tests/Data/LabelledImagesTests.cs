using Soma.Data;
using Soma.Testing;
using Xunit;

namespace Soma.Tests.Data;

public sealed class LabelledImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Four_files_become_two_datasets()
    {
        DatasetPair pair = new TinySource().Load(TinySource.WriteTo(_folder));
        Assert.Equal(("tiny/train", 5, 4, 3), (pair.Train.Name, pair.Train.Count, pair.Train.Features, pair.Train.Classes));
        Assert.Equal(("tiny/test", 2, 4, 3), (pair.Test.Name, pair.Test.Count, pair.Test.Features, pair.Test.Classes));
        Assert.Equal([0, 1, 2, 1, 0], pair.Train.Labels.ToArray());
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => (byte)i), pair.Train.Samples.ToArray());
    }

    [Fact]
    public void Unpacked_files_serve_as_well()
    {
        TinySource.WriteTo(_folder, ("test-labels.gz", null));
        _folder.Write("test-labels", Idx.Bytes([2], 1, 1));
        Assert.Equal([1, 1], new TinySource().Load(_folder.Path).Test.Labels.ToArray());
    }

    [Fact]
    public void Every_missing_file_is_named_with_the_way_to_get_it()
        => Refused(["'train-labels.gz' is missing", "'test-images.gz' is missing", "soma data fetch tiny"], ("train-labels.gz", null), ("test-images.gz", null));

    [Fact]
    public void Counts_that_disagree()
        => Refused(["5 images", "4 labels"], ("train-labels.gz", Idx.Bytes([4], 0, 1, 2, 0)));

    [Fact]
    public void A_label_out_of_range_is_found_with_its_index()
        => Refused(["label 3 at index 2; labels go from 0 to 2"], ("train-labels.gz", Idx.Bytes([5], 0, 1, 3, 7, 0)));

    [Fact]
    public void Labels_where_images_are_expected()
        => Refused(["train-images.gz' holds values of type UnsignedByte and extents 5; expected were images"], ("train-images.gz", Idx.Bytes([5], 0, 1, 2, 1, 0)));

    [Fact]
    public void Images_where_labels_are_expected()
        => Refused(["train-labels.gz' holds values of type UnsignedByte and extents 5 × 2 × 2; expected were labels"], ("train-labels.gz", Idx.Counting(5, 2, 2)));

    [Fact]
    public void Doubles_where_bytes_are_expected()
        => Refused(["DoublePrecision"], ("test-images.gz", Idx.Doubles([2, 1], 1, 2)));

    [Fact]
    public void No_images_at_all() => Refused(["expected were images"], ("test-images.gz", Idx.Bytes([0, 2, 2])));

    [Fact]
    public void Images_of_two_sizes() => Refused(["images of 2 × 2", "of 2 × 3"], ("test-images.gz", Idx.Counting(2, 2, 3)));

    [Fact]
    public void All_faults_are_told_at_once()
        => Refused(
            ["train-images.gz' is empty", "label 9 at index 1", "'test-images.gz' is missing", "damaged gzip"],
            ("train-images.gz", []),
            ("train-labels.gz", Idx.Bytes([2], 0, 9)),
            ("test-images.gz", null),
            ("test-labels.gz", Spoilt(TinySource.Contents("test-labels.gz"))));

    private static byte[] Spoilt(byte[] packed) => [.. packed[..^5], (byte)(packed[^5] ^ 1), .. packed[^4..]];

    private void Refused(string[] words, params (string Name, byte[]? Contents)[] spoilt)
    {
        TinySource.WriteTo(_folder, spoilt);
        string message = Assert.Throws<DataException>(() => new TinySource().Load(_folder.Path)).Message;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
