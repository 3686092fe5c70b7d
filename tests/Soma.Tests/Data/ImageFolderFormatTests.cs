using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class ImageFolderFormatTests : OwnDataTests
{
    [Fact]
    public void Each_folder_is_a_class_and_files_come_in_the_order_of_their_names()
    {
        Write("set/train/dog/2.png", PngFile.Grey(1, 2, 20, 21));
        Write("set/train/dog/1.png", PngFile.Grey(1, 2, 10, 11));
        Write("set/train/cat/9.PNG", PngFile.Grey(1, 2, 90, 91));
        Write("set/train/cat/notes.txt", "mine");
        Write("set/train/cat/.DS_Store", "its");
        Write("set/test/dog/5.png", PngFile.Grey(1, 2, 50, 255));
        DatasetPair pair = Load("images:set");
        Assert.Equal(("set/train", 3, 2, 2, 1), (pair.Train.Name, pair.Train.Count, pair.Train.Features, pair.Train.Classes, pair.Test.Count));
        Assert.Equal(["cat", "dog"], pair.Train.LabelNames);
        Assert.Equal([90, 91, 10, 11, 20, 21], pair.Train.Samples.ToArray());
        Assert.Equal([0, 1, 1], pair.Train.Labels.ToArray());
        Assert.Equal([1], pair.Test.Labels.ToArray());
        Assert.Equal([50 / 255.0, 1], Row(pair.Test, 0));
        Assert.Equal(new ImageShape(1, 1, 2), pair.Train.Image);
    }

    [Fact]
    public void Without_train_and_test_some_are_set_apart()
    {
        for (int i = 0; i < 10; i++)
            Write($"set/{(i % 2 == 0 ? "a" : "b")}/{i}.png", PngFile.Of(1, 1, 2, [0, (byte)i, 100, 200]));
        DatasetPair pair = Load("images:set?test=3");
        Assert.Equal((7, 3, 3), (pair.Train.Count, pair.Test.Count, pair.Train.Features));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(pair.Test.Samples.Span[i * 3] % 2, pair.Test.Labels.Span[i]));
    }

    [Fact]
    public void Every_picture_that_does_not_fit_is_told()
    {
        Write("set/a/1.png", PngFile.Grey(1, 2, 1, 2));
        Write("set/a/2.png", PngFile.Grey(2, 1, 1, 2));
        Write("set/a/3.png", PngFile.Of(1, 2, 2, [0, 1, 2, 3, 4, 5, 6]));
        Write("set/b/4.png", "not a picture");
        Write("set/b/5.png", PngFile.Of(1, 1, 0, [0, 1], interlaced: 1));
        Write("set/c/6.jpg", [0xFF, 0xD8]);
        Folder.Folder("set/d");
        Refused(
            "images:set",
            "2.png' is 2 × 1 grey, but", "1.png' is 1 × 2 grey; all must be alike",
            "3.png' is 1 × 2 colour",
            "4.png' does not begin as a PNG does.",
            "5.png' is interlaced",
            "1 pictures that are no PNG, such as '6.jpg'",
            $"The class '{Folder.File("set/d")}' has no PNG files");
    }

    [Fact]
    public void Folders_of_another_form()
    {
        Refused("images:nowhere", "There is no folder");
        Write("file", "x");
        Refused("images:file", "is a file");
        Refused("images:a,b", "2 folders are named");
        Folder.Folder("empty");
        Refused("images:empty", "has no folders; expected was one per class");
        Write("half/train/a/1.png", PngFile.Grey(1, 1, 1));
        Refused("images:half", "has 'train' but not 'test'");
        Write("half/test/z/1.png", PngFile.Grey(1, 1, 1));
        Refused("images:half", "has labels that", "never shows: z");
    }
}
