using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class IdxFormatTests : OwnDataTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", "test-images.idx3-ubyte", "test-labels.idx1-ubyte")]
    [InlineData("emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters-train-labels-idx1-ubyte.gz", "emnist-letters-test-images-idx3-ubyte.gz", "emnist-letters-test-labels-idx1-ubyte.gz")]
    public void The_files_of_a_folder_are_told_by_their_names(params string[] names)
    {
        Write($"set/{names[0]}", Packed(names[0], Idx.Counting(3, 2, 2)));
        Write($"set/{names[1]}", Packed(names[1], Idx.Bytes([3], 1, 2, 1)));
        Write($"set/{names[2]}", Packed(names[2], Idx.Counting(1, 2, 2)));
        Write($"set/{names[3]}", Packed(names[3], Idx.Bytes([1], 2)));
        Write("set/readme.txt", "hello");
        DatasetPair pair = Load("idx:set");
        Assert.Equal((3, 4, 2, 1), (pair.Train.Count, pair.Train.Features, pair.Train.Classes, pair.Test.Count));
        Assert.Equal(["1", "2"], pair.Train.LabelNames);
        Assert.Equal([0, 1, 0], pair.Train.Labels.ToArray());
        Assert.Equal([1], pair.Test.Labels.ToArray());
        Assert.Equal(new ImageShape(1, 2, 2), pair.Train.Image);
        Assert.Equal(5 / 255.0, Row(pair.Train, 1)[1]);
    }

    [Fact]
    public void Files_can_be_named_one_by_one()
    {
        Write("a", Idx.Counting(4, 3));
        Write("b", Idx.Bytes([4], 0, 1, 0, 1));
        Write("c", Idx.Counting(2, 3));
        Write("d", Idx.Bytes([2], 1, 0));
        Assert.Equal((4, 2, 3), (Load("idx:a,b,c,d").Train.Count, Load("idx:a,b,c,d").Test.Count, Load("idx:a,b,c,d").Test.Features));
        Assert.Equal((3, 1), (Load("idx:a,b").Train.Count, Load("idx:a,b").Test.Count));
        Assert.Equal((2, 2), (Load("idx:a,b?test=2").Train.Count, Load("idx:a,b?test=2").Test.Count));
    }

    [Fact]
    public void Doubles_are_kept_as_numbers()
    {
        Write("a", Idx.Doubles([2, 2], -1.5, 0.25, 3, 4));
        Write("b", Idx.Bytes([2], 0, 1));
        DatasetPair pair = Load("idx:a,b,a,b");
        Assert.Equal([-1.5, 0.25], Row(pair.Train, 0));
        Assert.True(pair.Train.Samples.IsEmpty);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Write("a", Idx.Counting(4));
        Write("b", Idx.Counting(4, 2));
        Write("c", [1, 2, 3]);
        Refused("idx:a,b,c,d", "has 1 dimension", "expected were labels", "begins with the bytes 010203", $"There is no file '{Folder.File("d")}'");
    }

    [Fact]
    public void Counts_that_disagree()
    {
        Write("a", Idx.Counting(4, 2));
        Write("b", Idx.Bytes([3], 0, 1, 0));
        Refused("idx:a,b", "has 4 samples, but", "has 3 labels");
    }

    [Fact]
    public void Numbers_that_are_none()
    {
        Write("a", Idx.Doubles([2, 1], 1, double.NaN));
        Write("b", Idx.Bytes([2], 0, 1));
        Refused("idx:a,b", "no finite number of single precision, at index 1");
    }

    [Fact]
    public void Folders_in_which_the_files_cannot_be_told()
    {
        Refused("idx:nowhere", "There is no folder");
        Write("set/train-images-idx3-ubyte", Idx.Counting(1, 1, 1));
        Refused("idx:set", "has 0 files of training labels and 0 of test labels");
        Write("set/letters-train-labels-idx1-ubyte", Idx.Bytes([1], 0));
        Refused("idx:set", "needs one file of samples whose name begins with 'letters-train-', but there are 0");
        Write("set/digits-train-labels-idx1-ubyte", Idx.Bytes([1], 0));
        Refused("idx:set", "has 2 files of training labels", "Name the files instead");
        Refused("idx:set/train-images-idx3-ubyte", "is a file; a file of samples needs one of labels");
        Refused("idx:a,b,c", "3 files are named");
    }

    // MNIST under another name is MNIST: the same numbers by another way.
    [Fact]
    public void The_mnist_of_the_repository_is_read_by_its_folder()
    {
        string folder = new DatasetLocator(new DatasetPlaces { ProgramFolder = AppContext.BaseDirectory, CurrentFolder = AppContext.BaseDirectory, CacheFolder = string.Empty }).Find(new Mnist());
        DatasetPair known = new Mnist().Load(folder);
        DatasetPair own = Load($"idx:{folder}");
        Assert.True(known.Train.Samples.Span.SequenceEqual(own.Train.Samples.Span));
        Assert.True(known.Test.Labels.Span.SequenceEqual(own.Test.Labels.Span));
        Assert.Equal(known.Train.LabelNames, own.Train.LabelNames);
        Assert.Equal(known.Train.Image, own.Train.Image);
    }

    private static byte[] Packed(string name, byte[] contents) => name.EndsWith(".gz", StringComparison.Ordinal) ? Idx.Gzip(contents) : contents;
}
