using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class DataNameTests : OwnDataTests
{
    [Fact]
    public void A_known_name_means_the_dataset() => Assert.IsType<Mnist>(DataName.Parse("mnist").Source);

    [Fact]
    public void A_name_with_a_format_means_data_of_ones_own()
    {
        DataName name = DataName.Parse("csv:a.csv?label=first&scale=16");
        Assert.Null(name.Source);
        Assert.Equal("csv:a.csv?label=first&scale=16", name.ToString());
    }

    [Theory]
    [InlineData("mnsit", "known dataset (cifar10, cifar100, fashion-mnist, mnist, optdigits)")]
    [InlineData("", "It is neither a known dataset")]
    [InlineData("excel:a.xls", "csv:FILE")]
    [InlineData("mnist:a", "images:FOLDER")]
    [InlineData("csv:", "names no file or folder")]
    [InlineData("csv: , ", "names no file or folder")]
    [InlineData("csv:a.csv?lable=first", "'csv' has no option 'lable'; it has: label, header, scale, test")]
    [InlineData("csv:a.csv?label", "'label' has no value")]
    [InlineData("csv:a.csv?label=", "'label=' has no value")]
    [InlineData("csv:a.csv?label=a&label=b", "'label' is given twice")]
    [InlineData("images:a?scale=1", "'images' has no option 'scale'; it has: test")]
    public void What_means_nothing_is_refused_with_what_there_is(string name, string message)
    {
        Assert.Contains(message, Assert.Throws<DataException>(() => DataName.Parse(name)).Message, StringComparison.Ordinal);
        Assert.Contains(message, DataName.Objection(name)!, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_a_name_is_told_at_once()
    {
        string message = DataName.Objection("csv:?lable=a&test")!;
        Assert.Contains("names no file", message, StringComparison.Ordinal);
        Assert.Contains("'lable'", message, StringComparison.Ordinal);
        Assert.Contains("'test' has no value", message, StringComparison.Ordinal);
    }

    // An experiment is checked before its data is looked for.
    [Fact]
    public void A_good_name_has_no_objection_although_nothing_is_there() => Assert.Null(DataName.Objection("images:nowhere?test=0.5"));

    [Fact]
    public void Relative_paths_count_from_the_named_folder_and_else_from_the_current_one()
    {
        Write("here/a.csv", "1,x\n2,y\n3,x\n4,y\n5,x\n");
        Assert.Equal(4, Load("csv:here/a.csv").Train.Count);
        Assert.Equal(4, Load("csv:a.csv", namedFolder: "here").Train.Count);
        Assert.Equal(4, Load($"csv:{Folder.File("here/a.csv")}", namedFolder: "elsewhere").Train.Count);
        Refused("csv:a.csv", $"'{Folder.File("a.csv")}' is not there");
    }

    [Fact]
    public void Every_format_says_how_it_is_written()
        => Assert.Equal(["csv:", "idx:", "images:"], DataName.Formats.Select(static format => format[..(format.IndexOf(':', StringComparison.Ordinal) + 1)]));
}
