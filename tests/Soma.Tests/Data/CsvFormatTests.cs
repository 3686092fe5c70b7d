using System.Globalization;
using Soma.Data;
using Xunit;

namespace Soma.Tests.Data;

public sealed class CsvFormatTests : OwnDataTests
{
    private const string Train = "1,2,x\n3,4,y\n5,6,x\n";
    private const string Test = "7,8,y\n";

    [Fact]
    public void The_last_column_is_the_label_unless_another_is_named()
    {
        DatasetPair pair = LoadPair(Train, Test);
        Assert.Equal(("train/train", 3, 2, 2), (pair.Train.Name, pair.Train.Count, pair.Train.Features, pair.Train.Classes));
        Assert.Equal("train/test", pair.Test.Name);
        Assert.Equal(["x", "y"], pair.Train.LabelNames);
        Assert.Equal([0, 1, 0], pair.Train.Labels.ToArray());
        Assert.Equal([1], pair.Test.Labels.ToArray());
    }

    [Fact]
    public void The_label_can_come_first()
    {
        DatasetPair pair = LoadPair("b,1,2\na,3,4\n", "a,5,5\n", "label=first&scale=none");
        Assert.Equal([1, 0], pair.Train.Labels.ToArray());
        Assert.Equal([3, 4], Row(pair.Train, 1));
    }

    [Fact]
    public void The_label_can_be_a_column_of_any_name()
    {
        DatasetPair pair = LoadPair("width,kind,height\n1,b,2\n3,a,4\n", "width,kind,height\n9,b,9\n", "label=kind&scale=none");
        Assert.Equal(2, pair.Train.Count);
        Assert.Equal([1, 0], pair.Train.Labels.ToArray());
        Assert.Equal([1, 2], Row(pair.Train, 0));
        Assert.Equal([9, 9], Row(pair.Test, 0));
    }

    // The usual file of MNIST: "label" comes first, and digits are both labels and pixels.
    [Theory]
    [InlineData("label,p0,p1\n7,0,255\n2,51,0\n")]
    [InlineData("Class,p0,p1\n7,0,255\n2,51,0\n")]
    public void A_column_with_a_usual_name_is_the_label(string text)
    {
        DatasetPair pair = LoadPair(text, "7,1,1\n", testHeader: text);
        Assert.Equal(["2", "7"], pair.Train.LabelNames);
        Assert.Equal([0, 1], Row(pair.Train, 0));
        Assert.Equal([0.2, 0], Row(pair.Train, 1));
    }

    [Theory]
    [InlineData("1,2,x\n3,4,y\n")]
    [InlineData("1;2;x\n3;4;y\n")]
    [InlineData("1\t2\tx\n3\t4\ty\n")]
    [InlineData("1|2|x\n3|4|y\n")]
    [InlineData("  1   2 x\n3 4\ty  \n")]
    [InlineData("\n1, 2, x\r\n\r\n3 ,4, y\r\n\n")]
    [InlineData("\"1\",\"2\",\"x\"\n\"3\",\"4\",\"y\"")]
    [InlineData("\uFEFF1,2,x\n3,4,y\n")]
    public void The_delimiter_is_told_from_the_lines(string text)
    {
        DatasetPair pair = LoadPair(text, text, "scale=none");
        Assert.Equal([1, 2], Row(pair.Train, 0));
        Assert.Equal([3, 4], Row(pair.Train, 1));
        Assert.Equal(["x", "y"], pair.Train.LabelNames);
    }

    [Fact]
    public void A_quoted_label_may_hold_the_delimiter_and_quotes()
        => Assert.Equal(["a \"b\", c", "d"], LoadPair("1,\"a \"\"b\"\", c\"\n2,d\n", "1,d\n").Train.LabelNames);

    [Fact]
    public void Labels_that_are_numbers_are_in_the_order_of_the_numbers()
        => Assert.Equal(["-1", "2", "10"], LoadPair("1,10\n1,2\n1,-1\n", "1,2\n").Train.LabelNames);

    // Whole numbers up to 16, as in optdigits, must not be taken for sixteenths of 255.
    [Fact]
    public void Whole_numbers_are_kept_as_bytes_and_divided_by_the_largest_in_training()
    {
        DatasetPair pair = LoadPair("0,16,x\n4,8,y\n", "32,2,x\n");
        Assert.Equal([0, 16, 4, 8], pair.Train.Samples.ToArray());
        Assert.Equal([0.25, 0.5], Row(pair.Train, 1));
        Assert.Equal([2, 0.125], Row(pair.Test, 0));
    }

    [Theory]
    [InlineData("0.5,-3,x\n1e2,4,y\n", 0.5, -3.0, 100.0, 4.0)]
    [InlineData("256,0,x\n1,1,y\n", 256.0, 0.0, 1.0, 1.0)]
    public void Other_numbers_are_kept_as_they_are(string text, double a, double b, double c, double d)
    {
        DatasetPair pair = LoadPair(text, "1,1,x\n");
        Assert.True(pair.Train.Samples.IsEmpty && pair.Test.Samples.IsEmpty);
        Assert.Equal([a, b], Row(pair.Train, 0));
        Assert.Equal([c, d], Row(pair.Train, 1));
    }

    // The test set alone looks like bytes, but must be treated as the training set is.
    [Fact]
    public void Both_parts_are_kept_alike()
    {
        DatasetPair pair = LoadPair("0,1,x\n1,0,y\n", "0.5,7,x\n");
        Assert.Equal([0, 1], Row(pair.Train, 0));
        Assert.Equal([0.5, 7], Row(pair.Test, 0));
    }

    [Fact]
    public void A_scale_divides()
    {
        Assert.Equal([0.1, 0.2], Row(LoadPair(Train, Test, "scale=10").Train, 0));
        Assert.Equal([0.25, -0.5], Row(LoadPair("0.5,-1,x\n1,1,y\n", "1,1,x\n", "scale=2").Train, 0));
    }

    // By the training samples alone: a test value beyond their range stays beyond 0 to 1.
    [Fact]
    public void Columns_can_be_brought_to_their_range_in_training()
    {
        DatasetPair pair = LoadPair("0,10,5,x\n4,30,5,y\n1,20,5,x\n", "8,0,9,y\n", "scale=columns");
        Assert.Equal([0.25, 0.5, 0], Row(pair.Train, 2));
        Assert.Equal([2, -0.5, 0], Row(pair.Test, 0));
    }

    [Fact]
    public void A_header_can_be_forced_either_way()
    {
        Assert.Equal(1, LoadPair("1,2,3\n4,5,6\n", "1,2,3\n4,5,6\n", "header=yes").Train.Count);
        Assert.Equal(2, LoadPair("1,2,3\n4,5,6\n", "4,5,6\n").Train.Count);
    }

    [Fact]
    public void A_folder_holds_train_and_test()
    {
        Write("set/train.csv", Train);
        Write("set/test.csv.gz", Idx.Gzip("7,8,y\n"u8.ToArray()));
        Assert.Equal(("set/train", "set/test", 1), (Load("csv:set").Train.Name, Load("csv:set").Test.Name, Load("csv:set").Test.Count));
    }

    // The same samples are set apart every time; each is in exactly one part.
    [Fact]
    public void Of_a_single_file_a_fifth_is_set_apart_for_the_test()
    {
        Write("all.csv", string.Concat(Enumerable.Range(0, 100).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 2}\n"))));
        DatasetPair pair = Load("csv:all.csv");
        Assert.Equal((80, 20), (pair.Train.Count, pair.Test.Count));
        Assert.Equal(Enumerable.Range(0, 100), pair.Train.Samples.ToArray().Concat(pair.Test.Samples.ToArray()).Select(static value => (int)value).Order());
        Assert.Equal(pair.Test.Samples.ToArray(), Load("csv:all.csv").Test.Samples.ToArray());
        Assert.NotEqual(Enumerable.Range(80, 20), pair.Test.Samples.ToArray().Select(static value => (int)value));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(pair.Test.Samples.Span[i] % 2, pair.Test.Labels.Span[i]));
        Assert.Equal(50, Load("csv:all.csv?test=0.5").Test.Count);
        Assert.Equal(7, Load("csv:all.csv?test=7").Test.Count);
    }

    [Fact]
    public void Every_bad_value_is_told_with_its_line_and_column()
    {
        Write("train.csv", "width,height,kind\n1,2,x\n\n3,?,y\nnan,1,x\n1,1e60,x\n4,5\n1,2,\n");
        Write("test.csv", "width,height,kind\n1,2,x\n");
        Refused(
            "csv:train.csv,test.csv",
            "Line 4 of", "has '?' in column 2 ('height'); expected was a finite number",
            "Line 5 of", "has 'nan' in column 1 ('width')",
            "Line 6 of", "has '1e60' in column 2",
            "Line 7 of", "has 2 fields; expected were 3",
            "Line 8 of", "has no label in column 3 ('kind')");
    }

    // "1,5" is one and a half for many people: two numbers, or a fault, but never fifteen.
    [Fact]
    public void A_decimal_comma_is_refused_by_name()
    {
        Write("a.csv", "1,5;2,0;x\n3,5;4,5;y\n");
        Refused("csv:a.csv?header=no", "has '1,5' in column 1; expected was a finite number with a decimal point");
        Refused("csv:a.csv", "has '3,5' in column 1");
    }

    // A first line with one bad value is a fault, not a header: it must not vanish.
    [Fact]
    public void A_fault_in_the_first_line_does_not_make_it_a_header()
    {
        Write("a.csv", "1,oops,x\n3,4,y\n");
        Refused("csv:a.csv", "Line 1 of", "'oops' in column 2");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n  \n", "is empty")]
    [InlineData("1\n2\n", "Its first line is '1', which is one field")]
    [InlineData("a,b,c\n", "has no samples")]
    public void Files_without_samples(string text, string message)
    {
        Write("a.csv", text);
        Refused("csv:a.csv", message);
    }

    [Theory]
    [InlineData("label=colour", "There is no column 'colour'; there are: a, b, kind")]
    [InlineData("label=kind&header=no", "said to have no header")]
    [InlineData("header=maybe", "expected was yes or no")]
    [InlineData("scale=-1", "'scale' is '-1'")]
    [InlineData("scale=big", "'scale' is 'big'")]
    [InlineData("test=0", "'test' is '0'; expected was a share")]
    [InlineData("test=1.5", "'test' is '1.5'")]
    [InlineData("test=2", "setting 2 apart for the test leaves none")]
    public void Options_that_do_not_fit(string options, string message)
    {
        Write("a.csv", "a,b,kind\n1,2,x\n3,4,y\n");
        Refused($"csv:a.csv?{options}", message);
    }

    [Fact]
    public void Parts_that_do_not_belong_together()
    {
        Write("train.csv", Train);
        Write("test.csv", "1,2,3,z\n");
        Refused("csv:train.csv,test.csv", "is 2 values, but one of", "is 3 values", "has labels that", "never shows: z");
        Refused("csv:train.csv,train.csv?test=0.5", "there is a test set already");
    }

    // A column of measurements taken for the label would make hundreds of classes.
    [Fact]
    public void Too_many_classes()
    {
        Write("a.csv", string.Concat(Enumerable.Range(0, 300).Select(static i => string.Create(CultureInfo.InvariantCulture, $"1,{i}\n"))));
        Refused("csv:a.csv", "has 300 different labels; at most 256", "right column");
    }

    [Fact]
    public void Files_that_are_missing_or_too_many()
    {
        Refused("csv:a.csv,b.csv", $"'{Folder.File("a.csv")}' is not there", $"'{Folder.File("b.csv")}' is not there");
        Refused("csv:a.csv,b.csv,c.csv", "3 files are named");
        Folder.Folder("empty");
        Refused("csv:empty", "has no train.csv", "has no test.csv");
    }

    // Cut off at the end of a line, nothing else would tell.
    [Fact]
    public void A_packed_file_that_was_cut_off_is_refused()
    {
        byte[] packed = Idx.Gzip([.. Enumerable.Range(0, 2000).SelectMany(static i => "1,2,x\n"u8.ToArray())]);
        Write("a.csv.gz", packed[..^8]);
        Refused("csv:a.csv.gz", "is cut off");
        Write("a.csv.gz", [.. packed[..^8], 0, 0, 0, 0, .. packed[^4..]]);
        Refused("csv:a.csv.gz", "is damaged");
    }

    private DatasetPair LoadPair(string train, string test, string options = "", string? testHeader = null)
    {
        Write("train.csv", train);
        Write("test.csv", testHeader is null ? test : testHeader.Split('\n')[0] + "\n" + test);
        return Load($"csv:train.csv,test.csv{(options.Length > 0 ? "?" + options : string.Empty)}");
    }
}
